import type { states as english } from '../en/states.ts'
import type { TranslationOf } from '../../translation-of.ts'

export const states: TranslationOf<typeof english> = {
  port: {
    open: '可用',
    'not-ready': '未就绪',
    closed: '已关闭',
    absent: '不存在',
    forbidden: '无权限',
    unknown: '未知',
  },
  meaning: {
    open: '端口有应答，或者接受并保持了连接。',
    'not-ready': '有进程在监听，但它表示尚未就绪，或者没有任何回应。',
    closed: '该端口没有进程监听。',
    absent: '当前 Istio 版本或模式下没有这个端口。',
    forbidden: 'Kubernetes 不允许当前身份访问该端口。',
    unknown: '无法得知其状态，原因见依据。',
  },
  link: { up: '正常', degraded: '降级', down: '中断', unknown: '未知' },
  vital: { good: '正常', bad: '异常', unknown: '未知' },
  container: { running: '运行中', waiting: '等待中', terminated: '已结束', unknown: '未知' },
}
