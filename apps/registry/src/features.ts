import { InvitationsModule } from './invitations/invitations.module.js';
import { LogModule } from './log/log.module.js';
import { MembershipsModule } from './memberships/memberships.module.js';

/** What the registry adds to the graph. */
export const features = [InvitationsModule, MembershipsModule, LogModule] as const;
