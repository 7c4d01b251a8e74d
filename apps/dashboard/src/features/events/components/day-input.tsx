import { useState } from 'react';

interface DayInputProps {
  readonly day: string | null;
  readonly min?: string | null;
  readonly onDay: (day: string | null) => void;
}

/** A browser tells of each digit of a year: 0002, 0020, 0202, 2027. */
const WHOLE_YEAR = /^[1-9]\d{3}-/;

/** A day that may be typed: what is not whole yet stays in the field, and nobody else hears of it. */
export function DayInput({ day, min, onDay }: DayInputProps) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <input
      type="date"
      value={typed ?? day ?? ''}
      min={min ?? undefined}
      onChange={({ target: { value } }) => {
        const isWhole = value === '' || WHOLE_YEAR.test(value);
        setTyped(isWhole ? null : value);
        if (isWhole) onDay(value || null);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
