import { readFileSync } from 'node:fs';
import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { projectFile } from '#contract/project-file.js';
import { languageOf } from './language.js';
import { verifyPage } from './page.js';

/** Its own script and style, its own graph, and nothing else: neither a frame around it nor an address that it tells anybody. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

const SCRIPT = fileOf('page.js');
const STYLE = fileOf('page.css');

/**
 * Where a QR code on a record book leads, and whoever was given an entry checks it. The entry is in the address's fragment,
 * which browsers keep to themselves, so that no log of ours or of a proxy has it.
 */
@Controller('verify')
export class VerifyPageController {
  @Get()
  page(@Query('lang') lang: unknown, @Headers('accept-language') acceptLanguage: string | undefined, @Res() response: Response): void {
    response.set({ 'content-security-policy': POLICY, 'referrer-policy': 'no-referrer', 'cache-control': 'no-cache', vary: 'accept-language' });
    response.type('html').send(verifyPage(languageOf(lang, acceptLanguage)));
  }

  @Get('page.js')
  script(@Res() response: Response): void {
    response.set('cache-control', 'no-cache').type('text/javascript').send(SCRIPT);
  }

  @Get('page.css')
  style(@Res() response: Response): void {
    response.set('cache-control', 'no-cache').type('css').send(STYLE);
  }
}

function fileOf(name: string): string {
  return readFileSync(projectFile(`apps/gateway/src/verify-page/browser/${name}`), 'utf8');
}
