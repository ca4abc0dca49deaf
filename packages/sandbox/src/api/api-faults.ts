export type KubeletState = 'running' | 'frozen' | 'down'

/** What is wrong with the API server and the nodes behind it; `ApiSwitches` turns it. */
export class ApiFaults {
  delayMilliseconds = 0
  watchDelayMilliseconds = 0
  /** A watch from a forgotten version gets HTTP 410 instead of 200 with an ERROR event. */
  goneOverHttp = false
  #kubelet: KubeletState = 'running'
  #hanging = false
  #waiting: (() => void)[] = []

  get kubelet(): KubeletState {
    return this.#kubelet
  }

  set kubelet(state: KubeletState) {
    this.#kubelet = state
    this.#wake()
  }

  /** Requests are taken and not answered until this is over. */
  hang(): void {
    this.#hanging = true
  }

  heal(): void {
    this.delayMilliseconds = 0
    this.watchDelayMilliseconds = 0
    this.goneOverHttp = false
    this.#hanging = false
    this.kubelet = 'running'
  }

  async untilAnswering(): Promise<void> {
    while (this.#hanging) await this.#change()
  }

  /** A frozen kubelet answers late, when it goes on: what waited was not lost. */
  async untilKubeletRuns(): Promise<void> {
    while (this.#kubelet === 'frozen') await this.#change()
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  #wake(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const wake of waiting) wake()
  }
}
