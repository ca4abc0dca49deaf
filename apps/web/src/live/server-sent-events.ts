/** One message of a `text/event-stream`. `id` is the one in force, which an earlier message may have set. */
export type ServerSentMessage = { readonly data: string; readonly id: string | undefined }

/**
 * Reads a stream of server-sent events piece by piece; a piece may end anywhere.
 * Only `data` and `id` matter here: comments are heartbeats, `event` and
 * `retry` are not used by our server.
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export class ServerSentEvents {
  #rest = ''
  #data: string[] = []
  #id: string | undefined

  /** The messages that this piece completes. */
  push(piece: string): readonly ServerSentMessage[] {
    const messages: ServerSentMessage[] = []
    const lines = (this.#rest + piece).split('\n')
    this.#rest = lines.pop() ?? ''
    for (const ended of lines) {
      const line = ended.endsWith('\r') ? ended.slice(0, -1) : ended
      if (line !== '') this.#readField(line)
      else if (this.#data.length > 0) {
        messages.push({ data: this.#data.join('\n'), id: this.#id })
        this.#data = []
      }
    }
    return messages
  }

  #readField(line: string): void {
    const colon = line.indexOf(':')
    const name = colon === -1 ? line : line.slice(0, colon)
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (name === 'data') this.#data.push(value)
    else if (name === 'id' && !value.includes('\0')) this.#id = value
  }
}
