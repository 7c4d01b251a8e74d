import type { FindingWords } from '#membership/findings.js';

/** Что реестр увидел, когда проверял узел. */
export const russianFindings: FindingWords = {
  INNER_ADDRESS: (host = '', address = '') => `${host} – это ${address}, а такого адреса в открытом интернете нет`,
  NO_SUCH_NAME: (name = '') => `имя ${name} никуда не ведёт: ни один сервер имён не знает его адреса`,
  NOT_HTTPS: (endpoint = '') => `${endpoint} – не https`,
  NO_CONNECTION: (endpoint = '', why = '') => `с ${endpoint} нет связи (${why})`,
  TOO_SLOW: (endpoint = '', seconds = '') => `${endpoint} не ответил за ${seconds} с`,
  TOO_LARGE: (bytes = '') => `ответ длиннее ${bytes} байт`,
  REDIRECTS: (status = '') => `узел перенаправляет на другой адрес (HTTP ${status}), а по перенаправлениям реестр не ходит`,
  REFUSES_REGISTRY: () => 'узел отказал реестру (HTTP 401): у него другие ключи, другой код, другой реестр или неверное время',
  NO_ROSTER: () => 'у узла нет действующего списка участников (HTTP 503): реестр ему недоступен, или он доверяет другому ключу',
  NO_PROOF: (status = '') => `узел не доказал, кто он (HTTP ${status})`,
  FOREIGN_PROOF: () => 'доказательство подписано не тем ключом, который объявлен',
  OTHER_COLLEGE: (code = '') => `это узел колледжа ${code}`,
  OLD_PROOF: () => 'доказательство старое',
  NO_SCHEMA: () => 'узел не показал свою схему',
  CONTRACT_LACKS: (missing = '') => `в схеме нет обещанного контрактом: ${missing}`,
  NO_EVENTS: () => 'узел не показал список мероприятий',
  FOREIGN_EVENTS: (id = '') => `узел выдаёт чужие мероприятия: ${id}`,
  FOREIGN_ANSWER: () => 'узел отвечает на идентификатор другого колледжа',
  ANSWERS_UNSIGNED: (status = '') => `узел отвечает на обращения без подписи (HTTP ${status})`,
  ANSWERS_FORGED: (status = '') => `узел отвечает на обращения, подписанные посторонним (HTTP ${status})`,
};
