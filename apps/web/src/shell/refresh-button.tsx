import { IconRefresh } from '@tabler/icons-react'

type RefreshButtonProps = {
  readonly label: string
  readonly busy?: boolean
  readonly onRefresh: () => void
}

/** Asks anew for what stands beside it. */
export function RefreshButton({ label, busy, onRefresh }: RefreshButtonProps) {
  return (
    <button
      type="button"
      className="icon-button"
      title={label}
      aria-label={label}
      aria-busy={busy}
      onClick={onRefresh}
    >
      <IconRefresh size={15} aria-hidden="true" />
    </button>
  )
}
