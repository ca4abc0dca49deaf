/** What a container printed is not what the reader prints. `text` is a sentence that may be shown. */
export class ReadOutputError extends Error {
  override readonly name = 'ReadOutputError'
  readonly text: string

  constructor(text: string) {
    super(text)
    this.text = text
  }
}
