import { useLingui } from '@lingui/react/macro';
import { formattingLocale } from '../../../lib/language.js';

interface FigureProps {
  /** Null where it would tell of fewer than ten people, and where there is nothing yet to tell of. */
  readonly value: number | null;
  readonly style?: 'decimal' | 'percent' | undefined;
}

/** A number as the language writes it, or a dash that says why there is none. */
export function Figure({ value, style = 'decimal' }: FigureProps) {
  const { t, i18n } = useLingui();
  if (value !== null) return new Intl.NumberFormat(formattingLocale(i18n.locale), { style, maximumFractionDigits: 0 }).format(value);
  return (
    <>
      <span aria-hidden="true">—</span>
      <span className="visually-hidden">{t`not given: nothing yet, or fewer than 10 people`}</span>
    </>
  );
}
