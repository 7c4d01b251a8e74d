import { Module } from '@nestjs/common';
import { RequestContextModule } from '../graph/request-context.module.js';
import { RecordBookController } from './record-book.controller.js';
import { RecordBookRepository } from './record-book.repository.js';
import { RecordBookService } from './record-book.service.js';

/** The record book to take away: on paper, and as a file for programs. */
@Module({ imports: [RequestContextModule], controllers: [RecordBookController], providers: [RecordBookRepository, RecordBookService] })
export class RecordBookModule {}
