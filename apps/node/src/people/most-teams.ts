/** Teams of a college, whoever adds them: as many as anybody looks through. */
export const MOST_TEAMS = 200;
