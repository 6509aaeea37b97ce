import { z } from 'zod'
import { defineActs, text } from '../platform/index.ts'

const none = z.object({})
const withPost = z.object({ postCode: z.string(), unitCode: z.string() })

/** Acts about who may act. Published where they concern posts and units; sessions and passwords are audit records only. */
export const acts = defineActs('identity', {
  'unit.defined': {
    title: text('设立单位', 'Unit defined'),
    published: true,
    public: z.object({ code: z.string(), name: z.object({ zh: z.string(), en: z.string() }) }),
    private: none,
  },
  'unit.placed': {
    title: text('确定监察单位', 'Supervision assigned'),
    published: true,
    public: z.object({ code: z.string(), supervisedBy: z.string() }),
    private: none,
  },
  'post.defined': {
    title: text('设立岗位', 'Post defined'),
    published: true,
    public: withPost.extend({ role: z.string() }),
    private: none,
  },
  'person.enrolled': {
    title: text('登记人员', 'Person enrolled'),
    published: false,
    public: none,
    private: z.object({ login: z.string().optional() }),
  },
  'organisation.enrolled': {
    title: text('登记单位用户', 'Organisation enrolled'),
    published: false,
    public: none,
    private: z.object({ uscc: z.string() }),
  },
  'person.appointed': {
    title: text('任职', 'Appointed to a post'),
    published: true,
    public: withPost,
    private: z.object({ personId: z.string() }),
  },
  'person.dismissed': {
    title: text('免职', 'Post ended'),
    published: true,
    public: withPost,
    private: z.object({ personId: z.string() }),
  },
  'post.substituted': {
    title: text('请人代班', 'Substitute named'),
    published: true,
    public: withPost.extend({ from: z.string(), until: z.string() }),
    private: z.object({ personId: z.string(), reason: z.string() }),
  },
  'substitution.agreed': {
    title: text('同意代班', 'Agreed to stand in'),
    published: true,
    public: withPost.extend({ from: z.string(), until: z.string() }),
    private: none,
  },
  'substitution.ended': {
    title: text('结束代班', 'Substitution ended'),
    published: true,
    public: withPost,
    private: none,
  },
  'appointment.proposed': {
    title: text('拟任', 'Appointment proposed'),
    published: true,
    public: withPost.extend({ startsOn: z.string() }),
    private: z.object({ personId: z.string() }),
  },
  'appointment.refused': {
    title: text('不同意拟任', 'Appointment refused'),
    published: true,
    public: withPost.extend({ reason: z.string() }),
    private: z.object({ personId: z.string() }),
  },
  'card.granted': {
    title: text('发执法证', 'Enforcement card granted'),
    published: true,
    public: z.object({
      number: z.string(),
      unitCode: z.string(),
      scope: z.object({ zh: z.string(), en: z.string() }),
      from: z.string(),
      until: z.string(),
    }),
    private: z.object({ personId: z.string() }),
  },
  'card.withdrawn': {
    title: text('收回执法证', 'Enforcement card withdrawn'),
    published: true,
    public: z.object({ number: z.string(), unitCode: z.string() }),
    private: z.object({ reason: z.string() }),
  },
  'kin.declared': {
    title: text('申报近亲属', 'Relatives declared'),
    published: false,
    public: none,
    private: z.object({ name: z.string(), residentId: z.string(), relation: z.string() }),
  },
  'kin.withdrawn': {
    title: text('撤回近亲属申报', 'Relative withdrawn'),
    published: false,
    public: none,
    private: z.object({ residentId: z.string(), reason: z.string() }),
  },
  'member.invited': {
    title: text('邀请单位成员', 'Member invited'),
    published: false,
    public: z.object({ scopes: z.array(z.string()) }),
    private: z.object({ login: z.string() }),
  },
  'member.answered': {
    title: text('答复单位邀请', 'Invitation answered'),
    published: false,
    public: z.object({ accepted: z.boolean(), scopes: z.array(z.string()) }),
    private: z.object({ personId: z.string() }),
  },
  'member.changed': {
    title: text('变更成员权限', 'Scopes of a member changed'),
    published: false,
    public: z.object({ scopes: z.array(z.string()) }),
    private: z.object({ personId: z.string() }),
  },
  'member.removed': {
    title: text('移除单位成员', 'Member removed'),
    published: false,
    public: z.object({ left: z.boolean() }),
    private: z.object({ personId: z.string(), reason: z.string() }),
  },
  'authority.registered': {
    title: text('登记授权委托', 'Authority registered'),
    published: false,
    public: z.object({ until: z.string(), sha256: z.string() }),
    private: z.object({ principal: z.string(), principalId: z.string() }),
  },
  'authority.ended': {
    title: text('终止委托', 'Authority ended'),
    published: false,
    public: z.object({ by: z.enum(['agent', 'principal']) }),
    private: z.object({ reason: z.string() }),
  },
  'profile.saved': { title: text('保存资料', 'Profile saved'), published: false, public: none, private: none },
  'person.disabled': {
    title: text('停用账号', 'Account disabled'),
    published: false,
    public: none,
    private: z.object({ reason: z.string() }),
  },
  'person.enabled': { title: text('恢复账号', 'Account enabled'), published: false, public: none, private: none },
  'recovery.issued': {
    title: text('开出找回码', 'Recovery code issued'),
    published: false,
    public: z.object({ half: z.enum(['whole', 'first', 'second']) }),
    private: none,
  },
  'session.opened': {
    title: text('登录', 'Logged in'),
    published: false,
    public: z.object({ method: z.enum(['password', 'passkey']) }),
    private: none,
  },
  'session.refused': {
    title: text('登录失败', 'Log-in refused'),
    published: false,
    public: z.object({ reason: z.enum(['credentials', 'locked', 'disabled']) }),
    private: z.object({ login: z.string().optional() }),
  },
  'feed.made': {
    title: text('开订阅地址', 'Address to subscribe to made'),
    published: false,
    public: z.object({ purpose: z.string() }),
    private: none,
  },
  'feed.ended': {
    title: text('停用订阅地址', 'Address to subscribe to ended'),
    published: false,
    public: z.object({ purpose: z.string() }),
    private: none,
  },
  'session.closed': { title: text('退出', 'Logged out'), published: false, public: none, private: none },
  'session.post-chosen': {
    title: text('选择岗位', 'Post chosen'),
    published: false,
    public: z.object({ postCode: z.string().nullable() }),
    private: none,
  },
  'password.changed': { title: text('修改密码', 'Password changed'), published: false, public: none, private: none },
  'password.refused': {
    title: text('修改密码被拒', 'Password change refused'),
    published: false,
    public: z.object({ ended: z.boolean() }),
    private: none,
  },
  'password.recovered': {
    title: text('找回密码', 'Password recovered'),
    published: false,
    public: none,
    private: none,
  },
  'recovery.refused': { title: text('找回码不对', 'Recovery refused'), published: false, public: none, private: none },
  'passkey.challenged': {
    title: text('发起通行密钥', 'Passkey challenge'),
    published: false,
    public: none,
    private: none,
  },
  'passkey.enrolled': { title: text('添加通行密钥', 'Passkey added'), published: false, public: none, private: none },
  'passkey.removed': { title: text('删除通行密钥', 'Passkey removed'), published: false, public: none, private: none },
})
