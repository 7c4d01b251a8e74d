import { Controller, Get, Header } from '@nestjs/common';

/** A place for developers to try queries; it carries its own scripts and asks nothing of other hosts. */
@Controller('graphiql')
export class GraphiqlController {
  private rendered: Promise<string> | undefined;

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  page(): Promise<string> {
    return (this.rendered ??= render());
  }
}

/** Loaded when first asked for: nine megabytes that most gateways never need. */
async function render(): Promise<string> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  return renderGraphiQL({ endpoint: '/graphql', title: 'Dobroset · GraphiQL' });
}
