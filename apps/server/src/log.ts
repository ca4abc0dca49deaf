import { pino } from 'pino'
import type { DestinationStream, Logger } from 'pino'

export type Log = Logger

/**
 * Structured lines on stderr; stdout belongs to the people who start the
 * command. Secrets are cut out by name as a second net: no caller passes them.
 */
export function createLog(level: string, destination: DestinationStream = pino.destination(2)): Log {
  return pino(
    {
      level,
      base: {},
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: ['token', '*.token', 'authorization', '*.authorization', 'headers', '*.headers'],
    },
    destination,
  )
}
