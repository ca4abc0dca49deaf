import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './problem.module.css'

type NoticePageProps = {
  readonly icon: Icon
  readonly tone?: 'bad' | 'plain'
  readonly title: string
  readonly children: ReactNode
  readonly actions?: ReactNode
}

/** A whole area that has one thing to say: what happened, and what to do. */
export function NoticePage({ icon: Picture, tone = 'plain', title, children, actions }: NoticePageProps) {
  return (
    <div className={styles.page}>
      <section className={styles.card} data-tone={tone} aria-label={title}>
        <Picture size={26} stroke={1.6} aria-hidden="true" />
        <div>
          <h1>{title}</h1>
          {children}
          {actions !== undefined && <div className={styles.actions}>{actions}</div>}
        </div>
      </section>
    </div>
  )
}
