import { readFileSync } from 'node:fs';
import { Controller, Get, Headers, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { projectFile } from '#contract/project-file.js';
import { PackedFile } from '../server/packed-file.js';
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

const PAGES = { ru: packed(verifyPage('ru'), 'html'), en: packed(verifyPage('en'), 'html') };
const SCRIPT = packed(fileOf('page.js'), 'js');
const STYLE = packed(fileOf('page.css'), 'css');

/**
 * Where a QR code on a record book leads, and whoever was given an entry checks it. The entry is in the address's fragment,
 * which browsers keep to themselves, so that no log of ours or of a proxy has it.
 */
@Controller('verify')
export class VerifyPageController {
  @Get()
  page(@Query('lang') lang: unknown, @Headers('accept-language') acceptLanguage: string | undefined, @Req() request: Request, @Res() response: Response): Promise<void> {
    response.set({ 'content-security-policy': POLICY, 'referrer-policy': 'no-referrer', vary: 'accept-language' });
    return PAGES[languageOf(lang, acceptLanguage)].send(request, response);
  }

  @Get('page.js')
  script(@Req() request: Request, @Res() response: Response): Promise<void> {
    return SCRIPT.send(request, response);
  }

  @Get('page.css')
  style(@Req() request: Request, @Res() response: Response): Promise<void> {
    return STYLE.send(request, response);
  }
}

function packed(text: string, type: string): PackedFile {
  return new PackedFile(Buffer.from(text), type, 'no-cache');
}

function fileOf(name: string): string {
  return readFileSync(projectFile(`apps/gateway/src/verify-page/browser/${name}`), 'utf8');
}
