import { createHash } from 'node:crypto';
import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';

interface Page {
  readonly html: string;
  /** Of its own scripts and no others. */
  readonly policy: string;
}

/** A place for developers to try queries; it carries its own scripts and asks nothing of other hosts. */
@Controller('graphiql')
export class GraphiqlController {
  private rendered: Promise<Page> | undefined;

  @Get()
  async page(@Res() response: Response): Promise<void> {
    const { html, policy } = await (this.rendered ??= render());
    response.set('content-security-policy', policy).type('html').send(html);
  }
}

/** Loaded when first asked for: nine megabytes that most gateways never need. */
async function render(): Promise<Page> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const html = renderGraphiQL({ endpoint: '/graphql', title: 'Dobroset · GraphiQL' });
  return { html, policy: policyFor(html) };
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
