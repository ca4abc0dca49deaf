import type { session as english } from '../en/session.ts'
import type { TranslationOf } from '../../translation-of.ts'

export const session: TranslationOf<typeof english> = {
  starting: '正在向 Portolan 确认会话',
  token: {
    title: '此浏览器没有启动令牌',
    missing: 'Portolan 启动时会打印一个链接，链接末尾是允许此浏览器访问的令牌；本机的其他用户和程序没有它。',
    wrong: '此浏览器保存的令牌属于另一次启动的 Portolan。请打开最近一次打印的链接，或将其粘贴到这里。',
    label: '打印的链接或其中的令牌',
    placeholder: 'http://localhost:7015/#token=…',
    submit: '允许此浏览器访问',
    unreadable: '这段文字里没有令牌。请粘贴 Portolan 打印的完整链接。',
    afterwards: '随后会打开你原本要访问的页面：{{path}}',
    where: '在哪里？在启动 Portolan 的终端里，以“Portolan”开头的那一行。',
  },
  unreachable: {
    title: 'Portolan 的服务端没有响应',
    text: '它可能已被停止。请查看启动它的终端；恢复后此页面会自动继续。',
  },
}
