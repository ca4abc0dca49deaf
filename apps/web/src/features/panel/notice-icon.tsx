import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle } from '@tabler/icons-react'
import type { Notice } from './notifications.ts'
import styles from './panel-view.module.css'

const icons = {
  info: IconInfoCircle,
  success: IconCircleCheck,
  warning: IconAlertTriangle,
  failure: IconCircleX,
} as const

export function NoticeIcon({ kind }: { readonly kind: Notice['kind'] }) {
  const Icon = icons[kind]
  return <Icon size={16} className={styles.icon} data-tone={kind} aria-hidden="true" />
}
