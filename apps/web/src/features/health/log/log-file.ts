import { momentInName } from '../../panel/save-file.ts'
import type { LogLine } from './log-line.ts'
import type { LogQuestion } from './log-question.ts'

/** Lines as they were written, each behind its time (RFC 3339) and, of several containers, behind whose it is. */
export function logFile(lines: readonly LogLine[], several: boolean): string {
  return lines
    .map(({ time, container, raw }) => {
      const begin = [time, ...(several ? [`[${container}]`] : [])].filter((one) => one !== '').join(' ')
      return `${begin === '' ? raw : `${begin} ${raw}`}\n`
    })
    .join('')
}

/** `cart-1-app-previous-20261123T080002Z.log` */
export function logFileName({ pod, containers, previous }: LogQuestion, now: Date): string {
  const moment = momentInName(now.toISOString())
  const which = containers.length > 3 ? `${containers.length}-containers` : containers.join('+')
  return `${pod.name}-${which}${previous ? '-previous' : ''}-${moment}.log`
}
