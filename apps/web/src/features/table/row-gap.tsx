/** The room of rows that are not drawn, in CSS pixels. */
export function RowGap({
  height,
  className,
}: {
  readonly height: number
  readonly className?: string | undefined
}) {
  return height <= 0 ? null : <tr aria-hidden="true" className={className} style={{ height }} />
}
