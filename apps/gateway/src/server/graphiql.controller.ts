import { createHash } from 'node:crypto';
import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { PackedFile } from './packed-file.js';

interface Page {
  readonly file: PackedFile;
  /** Of its own scripts and no others. */
  readonly policy: string;
}

/** A place for developers to try queries; it carries its own scripts and asks nothing of other hosts. */
@Controller('graphiql')
export class GraphiqlController {
  private rendered: Promise<Page> | undefined;

  @Get()
  async page(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { file, policy } = await (this.rendered ??= render());
    await file.send(request, response.set('content-security-policy', policy));
  }
}

/** Loaded when first asked for: nine megabytes that most gateways never need. */
async function render(): Promise<Page> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const html = renderGraphiQL({ endpoint: '/graphql', title: 'Dobroset · GraphiQL' });
  return { file: new PackedFile(Buffer.from(html), 'html', 'no-cache'), policy: policyFor(html) };
}

/** Its scripts stand in the page and are told by their hashes; its editor makes workers and styles of its own. */
function policyFor(html: string): string {
  const scripts = [...html.matchAll(/<script>(.*?)<\/script>/gs)].map(([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  return [
    "default-src 'none'",
    `script-src ${scripts.join(' ')}`,
    'worker-src blob: data:',
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
