import { Module } from '@nestjs/common';
import { PartnersRepository } from '../sign-in/partners/partners.repository.js';
import { VolunteersModule } from '../volunteers/volunteers.module.js';
import { ViewerResolver } from './viewer.resolver.js';
import { ViewerService } from './viewer.service.js';

/** Whoever is asking, as their own college knows them. */
@Module({ imports: [VolunteersModule], providers: [PartnersRepository, ViewerService, ViewerResolver] })
export class ViewerModule {}
