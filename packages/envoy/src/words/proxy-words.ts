import { overviewWords } from './overview-words.ts'
import { secretWords } from './secret-words.ts'
import { serverWords } from './server-words.ts'
import { statWords } from './stat-words.ts'
import { zeroWords } from './zero-words.ts'

/** Words of the proxy itself: secrets, certificates, runtime, statistics, loggers. */
export const proxyWords = {
  ...secretWords,
  ...serverWords,
  ...statWords,
  ...zeroWords,
  ...overviewWords,
} as const
