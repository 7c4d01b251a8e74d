import type { ReactNode } from 'react';
import styles from './choices.module.css';

interface Option<Value extends string> {
  readonly value: Value;
  readonly name: ReactNode;
}

interface ChoicesProps<Value extends string> {
  readonly legend: ReactNode;
  readonly options: readonly Option<Value>[];
  readonly chosen: readonly Value[];
  /** Gets what is chosen now, in the order of the options. */
  readonly onChosen: (chosen: Value[]) => void;
}

/** Any number of a few values; none chosen means all of them. */
export function Choices<Value extends string>({ legend, options, chosen, onChosen }: ChoicesProps<Value>) {
  const toggle = (value: Value) => {
    const isChosen = (one: Value) => (one === value ? !chosen.includes(one) : chosen.includes(one));
    onChosen(options.map((option) => option.value).filter(isChosen));
  };
  return (
    <fieldset>
      <legend className={styles.legend}>{legend}</legend>
      <div className={styles.options}>
        {options.map(({ value, name }) => (
          <label key={value} className={styles.option}>
            <input className="visually-hidden" type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
            <span className={styles.name}>{name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
