import { Module } from '@nestjs/common';
import { Coordinators } from './coordinators.js';
import { MembershipsRepository } from './memberships.repository.js';

/** Who is what on the network: asked by every other feature. */
@Module({ providers: [MembershipsRepository, Coordinators], exports: [MembershipsRepository, Coordinators] })
export class StandingModule {}
