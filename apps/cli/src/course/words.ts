import type { Language } from '../environment.js';
import { english } from './words.en.js';
import { russian } from './words.ru.js';

/** Everything that `dobroset demo` says of the course. */
export interface CourseWords {
  readonly title: string;
  readonly steps: {
    chosen(event: string): string;
    hostKilled(college: string): string;
    asked(status: string): string;
    confirmed(status: string): string;
    moved(time: string): string;
    homeKilled(college: string): string;
    recorded(minutes: number): string;
    cameHome(minutes: number): string;
    verified(valid: boolean): string;
    corrected(minutes: number): string;
    revoked(reason: string): string;
  };
  readonly sides: {
    home(college: string, state: string): string;
    host(college: string, state: string): string;
    differ(home: string, host: string): string;
    readonly silent: string;
    readonly nothing: string;
  };
  readonly correction: string;
  readonly noEvent: string;
  readonly done: string;
  failed(reason: string): string;
}

export function courseWords(language: Language): CourseWords {
  return language === 'ru' ? russian : english;
}
