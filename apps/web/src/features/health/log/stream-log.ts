import { askServer } from '../../../api/ask-server.ts'
import { launchToken } from '../../session/launch-token.ts'
import { readLogLine } from './log-line.ts'
import type { LogLine, LogRemark } from './log-line.ts'
import { logPath } from './log-question.ts'
import type { LogQuestion } from './log-question.ts'

/** How long a log that is not followed may take, in milliseconds; the server itself gives up after 20 s. */
const wholeDeadline = 30_000
/** How long an answer may take to begin. */
const beginDeadline = 25_000

type Heard = {
  /** The server has begun to answer. */
  readonly onOpen?: () => void
  readonly onLines: (lines: readonly (LogLine | LogRemark)[]) => void
}

/**
 * Reads a log to its end, or until the signal ends it, and hands on its lines as they come.
 * @throws ApiError; the signal's reason when it aborts
 */
export async function streamLog(
  question: LogQuestion,
  { onOpen, onLines }: Heard,
  signal: AbortSignal,
): Promise<void> {
  const deadline = new AbortController()
  const late = () => deadline.abort(new DOMException('The log took too long.', 'TimeoutError'))
  let timer = setTimeout(late, beginDeadline)
  try {
    const ending = AbortSignal.any([signal, deadline.signal])
    const response = await askServer({
      method: 'GET',
      path: logPath(question),
      token: launchToken.current(),
      signal: ending,
    })
    clearTimeout(timer)
    if (!question.follow) timer = setTimeout(late, wholeDeadline)
    onOpen?.()
    const only = question.containers.length === 1 ? question.containers[0] : undefined
    const take = (lines: readonly string[]) => {
      if (lines.length > 0) onLines(lines.map((line) => readLogLine(line, only)))
    }
    let rest = ''
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    for (;;) {
      const piece = await reader?.read()
      if (piece === undefined || piece.done) break
      const lines = (rest + piece.value).split('\n')
      rest = lines.pop() ?? ''
      take(lines)
    }
    if (rest !== '') take([rest])
  } finally {
    clearTimeout(timer)
  }
}
