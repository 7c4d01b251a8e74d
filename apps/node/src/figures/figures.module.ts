import { Module } from '@nestjs/common';
import { CollegeFiguresResolver } from './figures.resolver.js';
import { FiguresRepository } from './figures.repository.js';
import { FiguresService } from './figures.service.js';
import { MonthClosingService } from './month-closing.service.js';

@Module({
  providers: [FiguresRepository, FiguresService, MonthClosingService, CollegeFiguresResolver],
  exports: [MonthClosingService],
})
export class FiguresModule {}
