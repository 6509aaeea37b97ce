// Four projects of the demonstration, as what happened to them and on which day before today.
import type { ProjectForm } from './contract.ts'

const wan = (n: number) => n * 1_000_000
export type Event =
  | { ago: number; do: 'decide'; outcome?: 'approve' | 'restudy'; opinion?: string }
  | { ago: number; do: 'study'; amount: number }
  | { ago: number; do: 'estimate'; amount: number; over?: string }
  | { ago: number; do: 'budget'; amount: number }
  | { ago: number; do: 'tender'; lot: string; market?: string; exempt?: string }
  | {
      ago: number
      do: 'sign'
      lot: string
      contract: string
      contractor: string
      amount: number
      advance?: number
      days: number
      afterAudit?: boolean
    }
  | { ago: number; do: 'start' }
  | { ago: number; do: 'report'; percent: number; said: string }
  | { ago: number; do: 'change'; contract: string; amount: number; joint?: boolean; reason: string }
  | { ago: number; do: 'certify'; contract: string; amount: number; what?: 'advance' }
  | { ago: number; do: 'pay'; contract: string; amount: number }
  | { ago: number; do: 'accept' }
  | { ago: number; do: 'file' }
  | { ago: number; do: 'settle'; amount: number }
  | { ago: number; do: 'audit' }
  | { ago: number; do: 'hand-over'; to: string }

export type Told = {
  owner: string
  form: Omit<ProjectForm, 'code' | 'from' | 'to'>
  begins: number
  ends: number
  proposed: number
  events: Event[]
}

export const PROJECTS: Told[] = [
  {
    // Whole, from proposal to hand-over.
    owner: 'weisheng',
    form: {
      name: '滨北社区卫生服务中心（演示）',
      nameEn: 'Binbei Community Health Centre (demonstration)',
      sector: 'health',
      place: '思明区湖滨北路 60 号',
      purpose: '片区六万居民就近看病，现有门诊面积不足标准的一半。',
      scale: '建筑面积 6,200 平方米，门诊、预防接种、康复。',
      simplified: 'none',
    },
    proposed: 370,
    begins: 300,
    ends: 90,
    events: [
      { ago: 365, do: 'decide' },
      { ago: 352, do: 'study', amount: wan(4_800) },
      { ago: 344, do: 'decide' },
      { ago: 330, do: 'estimate', amount: wan(4_950) },
      { ago: 322, do: 'decide' },
      { ago: 318, do: 'budget', amount: wan(4_900) },
      { ago: 316, do: 'tender', lot: '施工总承包', market: '350200-2025-000031' },
      {
        ago: 302,
        do: 'sign',
        lot: '施工总承包',
        contract: 'BB-01',
        contractor: '鹭岛建设有限公司（演示）',
        amount: wan(4_500),
        advance: wan(450),
        days: 210,
      },
      { ago: 300, do: 'start' },
      { ago: 299, do: 'certify', contract: 'BB-01', amount: wan(450), what: 'advance' },
      { ago: 290, do: 'pay', contract: 'BB-01', amount: wan(450) },
      { ago: 240, do: 'report', percent: 32, said: '主体结构到三层。' },
      { ago: 238, do: 'certify', contract: 'BB-01', amount: wan(1_200) },
      { ago: 220, do: 'pay', contract: 'BB-01', amount: wan(1_200) },
      {
        ago: 180,
        do: 'change',
        contract: 'BB-01',
        amount: wan(120),
        joint: true,
        reason: '地下室防水等级提高，四方会审同意。',
      },
      { ago: 160, do: 'report', percent: 70, said: '主体封顶，开始装修。' },
      { ago: 158, do: 'certify', contract: 'BB-01', amount: wan(1_700) },
      { ago: 140, do: 'pay', contract: 'BB-01', amount: wan(1_700) },
      { ago: 95, do: 'report', percent: 100, said: '全部完工，设备调试完成。' },
      { ago: 92, do: 'accept' },
      { ago: 85, do: 'file' },
      { ago: 80, do: 'certify', contract: 'BB-01', amount: wan(1_180) },
      { ago: 70, do: 'pay', contract: 'BB-01', amount: wan(1_180) },
      { ago: 60, do: 'settle', amount: wan(4_560) },
      { ago: 30, do: 'audit' },
      { ago: 12, do: 'hand-over', to: '滨北社区卫生服务中心' },
    ],
  },
  {
    // In order, half built.
    owner: 'jiaotong',
    form: {
      name: '环岛东路慢行系统改造（演示）',
      nameEn: 'Huandao East Road footways and cycle ways (demonstration)',
      sector: 'roads',
      place: '思明区环岛东路',
      purpose: '人行道和骑行道在高峰时段混行，每年伤人事故二十余起。',
      scale: '全长 8.6 公里，人行道、骑行道、过街设施。',
      simplified: 'extension',
    },
    proposed: 260,
    begins: 150,
    ends: -150,
    events: [
      { ago: 255, do: 'decide' },
      { ago: 235, do: 'estimate', amount: wan(12_600) },
      { ago: 224, do: 'decide' },
      { ago: 215, do: 'budget', amount: wan(12_600) },
      { ago: 213, do: 'tender', lot: '一标段', market: '350200-2026-000012' },
      { ago: 212, do: 'tender', lot: '二标段', market: '350200-2026-000013' },
      {
        ago: 160,
        do: 'sign',
        lot: '一标段',
        contract: 'HD-1',
        contractor: '鹭岛建设有限公司（演示）',
        amount: wan(6_200),
        days: 300,
      },
      {
        ago: 158,
        do: 'sign',
        lot: '二标段',
        contract: 'HD-2',
        contractor: '集美石材有限公司（演示）',
        amount: wan(5_400),
        days: 300,
      },
      { ago: 150, do: 'start' },
      { ago: 90, do: 'report', percent: 21, said: '一标段路基完成四分之一。' },
      { ago: 88, do: 'certify', contract: 'HD-1', amount: wan(1_300) },
      { ago: 75, do: 'pay', contract: 'HD-1', amount: wan(1_300) },
      { ago: 20, do: 'report', percent: 46, said: '两个标段路基完成，开始铺装。' },
      { ago: 18, do: 'certify', contract: 'HD-2', amount: wan(2_100) },
      { ago: 6, do: 'pay', contract: 'HD-2', amount: wan(2_100) },
    ],
  },
  {
    // Over the estimate, late, and owing: what the rules find.
    owner: 'shuili',
    form: {
      name: '杏林湾排涝泵站（演示）',
      nameEn: 'Xinglin Bay drainage station (demonstration)',
      sector: 'water',
      place: '集美区杏林湾路',
      purpose: '五十年一遇暴雨时片区积水超过半米。',
      scale: '装机流量每秒 36 立方米，配套箱涵 1.2 公里。',
      simplified: 'none',
    },
    proposed: 330,
    begins: 200,
    ends: -20,
    events: [
      { ago: 326, do: 'decide' },
      { ago: 305, do: 'study', amount: wan(9_000) },
      { ago: 296, do: 'decide' },
      { ago: 275, do: 'estimate', amount: wan(10_300), over: '地质补勘发现软土层，桩基加长。' },
      { ago: 268, do: 'decide', outcome: 'restudy', opinion: '概算超过估算百分之十四，重新报送可行性研究报告。' },
      { ago: 250, do: 'study', amount: wan(9_800) },
      { ago: 243, do: 'decide' },
      { ago: 236, do: 'estimate', amount: wan(10_300) },
      { ago: 229, do: 'decide' },
      { ago: 222, do: 'budget', amount: wan(10_300) },
      { ago: 220, do: 'tender', lot: '泵站土建', market: '350200-2026-000021' },
      {
        ago: 205,
        do: 'sign',
        lot: '泵站土建',
        contract: 'XL-1',
        contractor: '五缘工程有限公司（演示）',
        amount: wan(8_800),
        days: 225,
        afterAudit: true,
      },
      { ago: 200, do: 'start' },
      { ago: 150, do: 'report', percent: 18, said: '围堰和桩基完成。' },
      { ago: 148, do: 'certify', contract: 'XL-1', amount: wan(1_600) },
      { ago: 130, do: 'pay', contract: 'XL-1', amount: wan(1_600) },
      { ago: 100, do: 'change', contract: 'XL-1', amount: wan(1_100), reason: '桩基加长和降水措施。' },
      { ago: 62, do: 'report', percent: 41, said: '箱涵完成一半，泵房还在基坑。' },
      { ago: 60, do: 'certify', contract: 'XL-1', amount: wan(2_300) },
    ],
  },
  {
    // Begun before it was approved.
    owner: 'shizheng',
    form: {
      name: '筼筜湖东岸步道（演示）',
      nameEn: 'East bank walk, Yundang Lake (demonstration)',
      sector: 'culture',
      place: '思明区筼筜湖东岸',
      purpose: '步道中断 700 米，行人绕行车道。',
      scale: '步道 1.4 公里、照明和无障碍坡道。',
      simplified: 'none',
    },
    proposed: 90,
    begins: 60,
    ends: -120,
    events: [
      { ago: 85, do: 'decide' },
      { ago: 70, do: 'study', amount: wan(2_100) },
      { ago: 62, do: 'start' },
      { ago: 55, do: 'decide' },
      { ago: 30, do: 'estimate', amount: wan(2_150) },
    ],
  },
]
