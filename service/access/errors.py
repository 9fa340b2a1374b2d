"""Errors of access (访问错误): E7xx, each with a code and a remedy in Chinese.

AccessError            E700
├── NotLoggedIn        E701  no session, or it has ended
├── LoginFailed        E702  account or password wrong, or disabled (never told apart)
├── LoginLocked        E703  too many failed attempts
├── Forbidden          E704  the role, or the key's scope, does not allow it
├── BadCsrf            E705  the form's token is missing or wrong
├── MustChange         E706  the password must be changed first
├── WeakPassword       E707  the password policy refuses it
├── BadKey             E708  the API key is unknown, expired or revoked (never told apart)
└── BadSetupCode       E709  the code of the first run is wrong or has ended
"""

from __future__ import annotations

from corpus.errors import FashenError


class AccessError(FashenError):
    """访问错误: who asks may not."""

    code = "E700"
    summary = "无法访问"
    remedy = "请联系管理员。"


class NotLoggedIn(AccessError):
    """未登录: no session, or it has ended."""

    code = "E701"
    summary = "尚未登录，或者登录已过期"
    remedy = "请重新登录。"


class LoginFailed(AccessError):
    """登录失败: never says whether the account exists."""

    code = "E702"
    summary = "账号或者口令不正确"
    remedy = "请核对后重试；忘记口令的，请管理员重置。"


class LoginLocked(AccessError):
    """登录锁定: `wait_s` is how many seconds remain."""

    code = "E703"
    summary = "登录失败次数过多，已暂时锁定"
    remedy = "请稍后再试，或者请管理员重置口令。"

    def __init__(self, wait_s: int) -> None:
        super().__init__(f"约 {max(1, -(-wait_s // 60))} 分钟后解除")
        self.wait_s = wait_s


class Forbidden(AccessError):
    """无权操作: the role, or the key's scope, does not allow it."""

    code = "E704"
    summary = "没有权限"
    remedy = "确需办理的，请管理员调整角色；使用接口密钥的，请检查其权限范围。"


class BadCsrf(AccessError):
    """防伪标记有误: the request did not come from our own page."""

    code = "E705"
    summary = "页面已失效，或者请求不是从本系统页面发出"
    remedy = "请刷新页面后重新提交。"


class MustChange(AccessError):
    """须先修改口令: an initial, reset or outdated one."""

    code = "E706"
    summary = "须先修改口令"
    remedy = "请在“修改口令”页面设置新口令。"


class WeakPassword(AccessError):
    """口令不合要求."""

    code = "E707"
    summary = "口令不符合要求"
    remedy = "请换一个口令。"


class BadKey(AccessError):
    """密钥无效: unknown, expired or revoked; never told apart."""

    code = "E708"
    summary = "接口密钥无效"
    remedy = "请检查密钥，或者重新申领。"


class BadSetupCode(AccessError):
    """初始化码无效."""

    code = "E709"
    summary = "初始化码不正确或者已失效"
    remedy = "请使用服务启动时终端显示的最新初始化码；已失效的，请重新启动服务。"
