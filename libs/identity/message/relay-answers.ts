import { z } from 'zod';

/** What is posted to a relay, and by it to a node: a sealed message. */
export const sealedBody = z.object({ message: z.string().min(1) });

/** What comes back from a node, and through the relay unaltered: a receipt. */
export const receiptBody = z.object({ receipt: z.string().min(1) });
