import type { Audience, EventFormat, EventKind, EventStatus } from '#node/events/event-vocabulary.js';
import { Vocabulary } from '../vocabulary.js';

/** What people write for a kind of event. */
export const eventKinds = new Vocabulary<EventKind>({
  SERVICE: { ru: ['акция', 'волонтёрская акция', 'добровольческая акция', 'субботник', 'помощь'], en: ['service'] },
  MEETING: { ru: ['встреча', 'собрание'], en: ['meeting'] },
  DISCUSSION: { ru: ['дискуссия', 'дискуссионный клуб', 'разговор на равных', 'обсуждение'], en: ['discussion'] },
  SEMINAR: { ru: ['семинар'], en: ['seminar'] },
  TRAINING: { ru: ['тренинг', 'обучение', 'мастер-класс'], en: ['training'] },
  EDUCATIONAL_SESSION: { ru: ['образовательная сессия', 'сессия'], en: ['educational session'] },
  FORUM: { ru: ['форум', 'слёт'], en: ['forum'] },
});

export const eventFormats = new Vocabulary<EventFormat>({
  ONSITE: { ru: ['очно', 'очный', 'очная', 'офлайн', 'оффлайн'], en: ['on site', 'offline'] },
  ONLINE: { ru: ['онлайн', 'дистанционно', 'дистанционный', 'дистанционная', 'удалённо'], en: ['online'] },
  HYBRID: { ru: ['очно и онлайн', 'гибрид', 'гибридный', 'гибридно', 'смешанный', 'смешанно', 'очно-дистанционно'], en: ['hybrid', 'on site and online'] },
});

export const eventAudiences = new Vocabulary<Audience>({
  COLLEGE: { ru: ['колледж', 'техникум', 'свой колледж', 'свой техникум', 'для колледжа', 'для техникума'], en: ['college'] },
  NETWORK: { ru: ['сеть', 'для сети', 'вся сеть', 'колледжи сети'], en: ['network'] },
  PUBLIC: { ru: ['все', 'для всех', 'всем', 'публично', 'открытое'], en: ['public', 'everybody'] },
});

export const eventStatuses = new Vocabulary<EventStatus>({
  DRAFT: { ru: ['черновик'], en: ['draft'] },
  PUBLISHED: { ru: ['опубликовано', 'запланировано', 'открыта запись'], en: ['published'] },
  CANCELLED: { ru: ['отменено', 'отмена'], en: ['cancelled', 'canceled'] },
  COMPLETED: { ru: ['завершено', 'проведено', 'состоялось'], en: ['completed'] },
});
