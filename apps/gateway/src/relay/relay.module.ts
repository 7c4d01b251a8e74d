import { type DynamicModule, type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { text } from 'express';
import { LARGEST_MESSAGE } from '#identity/message/message-paths.js';
import { RelayAdmission } from './relay-admission.js';
import { RELAY_SETTINGS, type RelaySettings } from './relay-settings.js';
import { RelayController } from './relay.controller.js';

/** What lets the colleges' nodes write to each other, though only gateways can reach them. */
@Module({ controllers: [RelayController], providers: [RelayAdmission] })
export class RelayModule implements NestModule {
  constructor(private readonly admission: RelayAdmission) {}

  static for(settings: RelaySettings, colleges: Promise<DynamicModule>): DynamicModule {
    return { module: RelayModule, imports: [colleges], providers: [{ provide: RELAY_SETTINGS, useValue: settings }] };
  }

  /** The body stays the text that was signed for. */
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(this.admission.admit, text({ type: 'application/json', limit: LARGEST_MESSAGE })).forRoutes(RelayController);
  }
}
