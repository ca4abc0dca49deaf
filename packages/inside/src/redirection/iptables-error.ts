/** The text is not what iptables-save prints or iptables-restore reads. */
export class IptablesSaveError extends Error {
  override readonly name = 'IptablesSaveError'
  /** Counted from 1. */
  readonly line: number

  constructor(line: number, text: string) {
    super(`Line ${line}: ${text}`)
    this.line = line
  }
}
