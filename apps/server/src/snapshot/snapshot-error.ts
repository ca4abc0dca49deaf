/**
 * Why no recording was made. `text` can be shown as it is; `code` is a problem
 * code, so that a task can tell the web.
 */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError'
  readonly code: 'bad-request' | 'not-found' | 'forbidden'
  readonly text: string

  constructor(code: SnapshotError['code'], text: string, cause?: unknown) {
    super(text, { cause })
    this.code = code
    this.text = text
  }
}
