import { Controller, Get, Header } from '@nestjs/common';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';

/** A place for developers to try queries; it carries its own scripts and asks nothing of other hosts. */
@Controller('graphiql')
export class GraphiqlController {
  private rendered: string | undefined;

  /** Rendered when first asked for: nine megabytes that most gateways never need. */
  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  page(): string {
    this.rendered ??= renderGraphiQL({ endpoint: '/graphql', title: 'Dobroset · GraphiQL' });
    return this.rendered;
  }
}
