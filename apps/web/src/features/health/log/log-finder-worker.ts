import { finderOf } from './find-in-line.ts'
import type { FindAnswer, FindRequest } from './log-finder.ts'

addEventListener('message', ({ data }: MessageEvent<FindRequest>) => postMessage(answerTo(data)))

function answerTo({ round, sought, lines }: FindRequest): FindAnswer {
  const finder = finderOf(sought)
  if (finder.kind === 'unreadable') return { kind: 'unreadable', round, words: finder.words }
  const matches = lines.flatMap(([id, text]) => {
    const places = finder.find(text)
    return places.length === 0 ? [] : [[id, places] as const]
  })
  return { kind: 'found', round, matches }
}
