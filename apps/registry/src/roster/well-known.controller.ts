import { Controller, Get, Header, NotFoundException } from '@nestjs/common';
import type { SigningPublicKey } from '#identity/keys.js';
import { PublishingService } from './publishing.service.js';

/** What anybody may read. */
@Controller('.well-known/dobroset')
export class WellKnownController {
  constructor(private readonly publishing: PublishingService) {}

  @Get('roster.jws')
  @Header('content-type', 'application/jose')
  @Header('cache-control', 'no-cache')
  async roster(): Promise<string> {
    const jws = await this.publishing.signedRoster();
    if (jws === null) throw new NotFoundException('Nobody has founded this network yet: name its first members in FOUNDING.');
    return jws;
  }

  @Get('keys.json')
  keys(): { keys: readonly SigningPublicKey[] } {
    return { keys: this.publishing.publicKeys };
  }
}
