/**
 * A `google.protobuf.Duration` in milliseconds: proto JSON writes `"0.250s"`.
 * @returns `undefined` for anything else
 */
export function millisecondsOf(duration: string | undefined): number | undefined {
  const seconds = /^(-?\d+(?:\.\d+)?)s$/.exec(duration ?? '')?.[1]
  return seconds === undefined ? undefined : Math.round(Number(seconds) * 1e6) / 1e3
}
