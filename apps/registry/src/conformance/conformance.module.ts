import { Module } from '@nestjs/common';
import { Conformance } from './conformance.js';
import { NodeCaller } from './node-caller.js';

@Module({ providers: [Conformance, NodeCaller], exports: [Conformance] })
export class ConformanceModule {}
