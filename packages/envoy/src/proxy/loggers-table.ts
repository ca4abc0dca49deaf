import { EnvoyAnswerError } from '../envoy-answer-error.ts'
import type { Column, ResourceTable } from '../table/resource-table.ts'
import { told } from './told.ts'

/** Levels from the most talkative to silence. @see envoy: spdlog levels in source/common/common/logger.h */
export const logLevels = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'] as const

export type LoggerRow = { readonly logger: string; readonly level: string }

/**
 * Reads what `POST /logging` lists, in its order.
 * @throws EnvoyAnswerError when it lists no loggers
 * @see envoy: source/server/admin/logs_handler.cc
 */
export function readLoggers(text: string): readonly LoggerRow[] {
  const [head, ...lines] = text.split('\n')
  if (head?.trim() !== 'active loggers:') throw new EnvoyAnswerError('This is no list of loggers.')
  return lines.flatMap((line) => {
    const [, logger, level] = /^ {2}(.+): (\S+)\s*$/.exec(line) ?? []
    return logger === undefined || level === undefined ? [] : [{ logger, level }]
  })
}

/** Whether a logger writes so much that it costs the proxy time and disk. */
export function isTalkative({ level }: LoggerRow): boolean {
  return level === 'trace' || level === 'debug'
}

const columns: readonly Column<LoggerRow>[] = [
  { id: 'logger.name', cell: ({ logger }) => logger },
  { id: 'logger.level', cell: ({ level }) => level, reads: 'state' },
]

/** Envoy's loggers and how much each writes. */
export const loggersTable: ResourceTable<LoggerRow> = {
  id: 'loggers',
  rows: ({ logging }) => (logging === undefined ? [] : readLoggers(logging)),
  columns,
  name: ({ logger }) => logger,
  place: () => undefined,
  facts: (row) => [
    ...told('logger.name', row.logger),
    ...told('logger.level', row.level, isTalkative(row) ? { tone: 'warning' } : {}),
  ],
}
