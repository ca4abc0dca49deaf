/** What a proxy answered is not what its admin interface answers. `text` is a sentence that may be shown. */
export class EnvoyAnswerError extends Error {
  override readonly name = 'EnvoyAnswerError'
  readonly text: string

  constructor(text: string, options?: ErrorOptions) {
    super(text, options)
    this.text = text
  }
}
