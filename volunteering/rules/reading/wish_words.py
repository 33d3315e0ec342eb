"""What people want, and the words for it: a small list a language, which stands on buttons or is said instead.

They stand here and not in the catalogues: nobody is told them, and a wish has as many as people have for it, in
each language its own.
"""

from typing import Final

from volunteering.rules.ground.folding import folded
from volunteering.rules.reading.wish_kinds import Wish

_WORDS: Final = {
    Wish.ACTIVITIES: """
        activities, activity, events, what is on, what's on, what is coming up, sign up, all activities
        活动, 志愿活动, 活动列表, 所有活动, 全部活动, 最近活动, 近期活动, 有什么活动, 最近有什么活动, 看活动
        活动报名, 报名活动, 报名
        活動, 志工活動, 活動列表, 所有活動, 近期活動, 有什麼活動, 最近有什麼活動, 活動報名, 報名活動, 報名
    """,
    Wish.WEEKEND: """
        weekend, this weekend, on the weekend, 周末, 这周末, 本周末, 周末活动, 週末, 這週末, 週末活動
    """,
    Wish.THIS_WEEK: """
        this week, 本周, 这周, 本周活动, 本週, 這週, 本週活動
    """,
    Wish.MY_SHIFTS: """
        my, my shifts, my shift, shifts, my sign-ups, my sign ups, my signups, my schedule
        我的报名, 我报的名, 我报名的活动, 我的班次, 我的场次, 我的候补, 我的安排, 已报名
        我的報名, 我報名的活動, 我的班次, 我的場次, 我的候補, 已報名
    """,
    Wish.CHECK_IN: """
        checkin, check in, check-in, check out, check-out, check me in, i'm here, i am here, show the code, who is here
        签到, 签退, 打卡, 签到码, 出示签到码, 我还在, 谁到了, 簽到, 簽退, 簽到碼, 出示簽到碼, 我還在, 誰到了
    """,
    Wish.CALENDAR: """
        calendar, my calendar, add to calendar, 日历, 我的日历, 加进日历, 行事曆, 我的行事曆, 加入行事曆
    """,
    Wish.GROUPS: """
        bind, groups, groups of your teams, 绑定, 群, 团队的群, 您团队的群, 綁定, 群組, 團隊的群組, 您團隊的群組
    """,
    Wish.MY_ROLE: """
        role, roles, my role, choose a role, another role, change role, change my role, change roles
        岗位, 我的岗位, 选择岗位, 选岗位, 选岗, 换岗位, 换岗, 改岗位, 更换岗位, 换个岗位
        崗位, 我的崗位, 選擇崗位, 選崗位, 換崗位, 改崗位, 更換崗位, 換個崗位
    """,
    Wish.MY_ACTIVITIES: """
        my activities, 我的活动, 我的活動
    """,
    Wish.MY_HOURS: """
        hours, my hours, service hours, how many hours do i have
        service record, my service record, old hours, my old hours, my earlier hours, my stars
        时长, 我的时长, 志愿时长, 服务时长, 工时, 时数, 我有多少时长, 我的记录
        服务记录, 我的服务记录, 志愿服务记录, 以前的时长, 以往的时长, 我以前的时长, 我的星级
        時數, 我的時數, 志工時數, 服務時數, 時長, 我有多少時數, 我的紀錄
        服務紀錄, 我的服務紀錄, 以前的時數, 我以前的時數, 我的星級
    """,
    Wish.LOG_HOURS: """
        log hours, add hours, log my hours
        补录时长, 补录, 补时长, 登记时长, 记时长
        補登時數, 補登, 登錄時數, 補時數
    """,
    Wish.PROFILE: """
        profile, my profile, my account, change my name, change my phone
        个人资料, 我的资料, 个人信息, 我的信息, 改名字, 改手机号, 改电话
        個人資料, 我的資料, 個人資訊, 我的資訊, 改名字, 改電話
    """,
    Wish.ABOUT_ME: """
        more about me, about me, my birthday, emergency contact, my emergency contact
        关于我, 更多个人资料, 填资料, 生日, 出生日期, 紧急联系人, 我的紧急联系人
        關於我, 更多個人資料, 填資料, 生日, 出生日期, 緊急聯絡人, 我的緊急聯絡人
    """,
    Wish.GUARDIAN: """
        guardian, my guardian, my parents
        监护人, 我的监护人, 您的监护人, 家长, 家长同意, 监护人同意, 请监护人同意, 监护人链接, 家长链接
        監護人, 我的監護人, 您的監護人, 家長, 家長同意, 監護人同意, 監護人連結, 家長連結
        guardian link, link for my parents, ask a guardian
    """,
    Wish.MY_CONSENT: """
        my consent, your consent, withdraw my consent, withdraw consent, take back my consent, i withdraw my consent
        我的同意, 您的同意, 撤回同意, 撤回我的同意, 撤销同意, 收回同意, 不同意了, 撤回对孩子的同意, 取消同意
        我的同意, 您的同意, 撤回同意, 撤回我的同意, 撤銷同意, 收回同意, 撤回對孩子的同意, 取消同意
    """,
    Wish.QUALIFICATIONS: """
        qualification, qualifications, my qualifications, add a qualification, add a certificate
        资质, 我的资质, 添加资质, 证书, 我的证书, 添加证书, 加证书, 上传证书
        資格, 我的資格, 新增資格, 證書, 我的證書, 加證書, 證照, 我的證照, 上傳證書
    """,
    Wish.TRAINING: """
        training, trainings, my training, my trainings, courses, my courses, what I learn, my training file, study
        sign up for a training, my results, results, test, quiz, take the test, take a test
        培训, 我的培训, 培训档案, 我的培训档案, 课程, 学习, 我的学习, 继续教育, 学时
        培训报名, 报名培训, 参加培训, 我的成绩, 成绩, 测试, 测试题, 答题, 培训测试
        培訓, 我的培訓, 培訓檔案, 我的培訓檔案, 訓練, 我的訓練, 課程, 學習, 我的學習, 繼續教育, 學習時數
        培訓報名, 報名培訓, 參加培訓, 我的成績, 成績, 測驗, 培訓測驗
    """,
    Wish.HOLD_TRAINING: """
        hold a training, new training, post a training
        举办培训, 办培训, 开培训, 发布培训, 新培训
        舉辦培訓, 辦培訓, 開培訓, 發布培訓
    """,
    Wish.INDUCTION: """
        induction, next induction, the next induction
        新人培训, 参加新人培训, 报名新人培训, 岗前培训
        新志工訓練, 基礎訓練
    """,
    Wish.EXAMS: """
        exam, exams, my exam, my exams, register for the exam, register for an exam, exam registration, exam results
        my exam number, admission number
        考试, 我的考试, 考试报名, 报名考试, 报考, 考试成绩, 查成绩, 准考证, 准考证号, 我的准考证, 我的准考证号
        考試, 我的考試, 考試報名, 報名考試, 報考, 考試成績, 查成績, 准考證, 准考證號, 我的准考證
    """,
    Wish.CERTIFICATE: """
        certificate, certificates, my certificate, my certificates, certificate of service, certificate of my service
        certificate of your service, get the certificate, proof of service, record book, my record book
        紀錄冊, 我的紀錄冊, 服務紀錄冊, 志願服務紀錄冊, 志工紀錄冊, 服务纪录册, 纪录册
        证明, 我的证明, 开证明, 志愿服务证明, 我的志愿服务证明, 服务证明, 时长证明, 志愿证明, 义工证明, 开志愿服务证明
        我要证书, 要证书, 开证书, 打印证书, 志愿者证书, 志愿服务证书, 服务证书, 义工证书, 志愿证书, 打印证明
        證明, 我的證明, 開證明, 開立證明, 志願服務證明, 我的志願服務證明, 服務證明, 時數證明, 志工證明, 義工證明
        志工服務證明, 我要證書, 要證書, 開證書, 志工證書, 服務證書, 志願服務證書, 列印證明
    """,
    Wish.CHECK: """
        verify, check a certificate, verify a certificate, check a number
        查验证明, 验证证明, 查证明, 验证明, 查验
        证明真伪, 查真伪, 查验证书, 验证证书, 核对证明
        查驗證明, 驗證證明, 查證明, 驗證明, 查驗
        證明真偽, 查真偽, 查驗證書
    """,
    Wish.VERIFY: """
        to verify, qualifications to verify
        qualifications to check, certificates to check, certificates to verify, verify certificates
        待核实, 待核实的资质, 核实资质, 核实证书, 待核实的证书, 审核证书, 审核资质, 待审核的证书, 待审核的资质
        待核實, 待核實的資格, 核實資格, 核實證照, 待核實的證照, 審核證照, 審核資格, 待審核的證照
    """,
    Wish.RATE: """
        rate, rate a shift, rating, ratings, my ratings, how was it, say a word, feedback, give feedback
        活动怎么样, 评分, 评价, 打分, 我的评分, 我的评价, 给活动打分, 评价活动, 反馈, 活动反馈
        活動怎麼樣, 評分, 評價, 打分數, 我的評分, 我的評價, 評價活動, 回饋, 活動回饋
    """,
    Wish.COMMEND: """
        commend, commend somebody, praise somebody
        我要表扬, 要表扬, 表扬别人, 表扬志愿者, 表扬一个人
        我要表揚, 要表揚, 表揚別人, 表揚志工
    """,
    Wish.GIVE_HONOUR: """
        give an honour, award an honour
        授予荣誉, 颁发荣誉, 颁奖
        授予榮譽, 頒發榮譽, 頒獎
    """,
    Wish.HONOURS: """
        honour, honours, my honours, awards, my awards
        荣誉, 我的荣誉, 荣誉证书, 奖状
        榮譽, 我的榮譽, 獎狀, 榮譽卡
    """,
    Wish.BUDDIES: """
        buddy, buddies, my buddy, 伙伴, 我的伙伴, 夥伴, 我的夥伴
    """,
    Wish.MY_RECORD: """
        record, my record, my record as others see it, my commendations, commendations
        我的记录, 别人看到的我, 我的表扬, 表扬
        我的紀錄, 別人看到的我, 我的表揚, 表揚
    """,
    Wish.MY_TEAMS: """
        my team, my teams, change team
        我的团队, 换团队, 我的分会
        我的團隊, 換團隊
    """,
    Wish.ASK_LEADER: """
        ask the leader, ask my leader, ask a leader, contact the leader, contact my leader, i have a question
        问问负责人, 问负责人, 联系负责人, 找负责人, 我有问题, 我想问一下, 想问一下, 客服, 人工客服
        問問領隊, 問領隊, 聯絡領隊, 找領隊, 我有問題, 我想問一下, 客服
    """,
    Wish.QUESTIONS: """
        questions, questions to answer, 提问, 待回复, 提問, 待回覆
    """,
    Wish.MY_QUESTIONS: """
        my questions, my question
        我的提问, 我的问题
        我的提問, 我的問題
    """,
    Wish.GREET: """
        hello, hi, hey, good morning, thanks, thank you, thank you very much
        你好, 您好, 早上好, 谢谢, 谢谢您, 多谢, 辛苦了
        早安, 謝謝, 謝謝您, 多謝
    """,
    Wish.HOME: """
        home, menu, main menu, start, back
        首页, 主页, 菜单, 主菜单, 返回, 开始
        首頁, 主頁, 選單, 主選單, 返回, 開始
    """,
    Wish.ANSWER: """
        coming, i'm coming, i am coming, i come, i'll come, i will come, i still come, i'll be there, late, i'll be late
        i will be late, running late, take it, i take it, i'll take it, take it after all, skip me, skip, not this one
        not this month, ask me less, confirm, i confirm, confirmed, please confirm
        来, 我来, 会来, 我会来, 我能来, 我可以来, 我还来, 还来, 还是我来, 会到, 我会到, 能到, 准时到, 晚到
        会晚到, 我会晚到, 我要这个名额, 这次跳过我, 跳过我, 跳过, 这次不去, 这次不来, 这个月先别问我
        少问我一些, 确认, 确认参加
        來, 我來, 會來, 我會來, 我能來, 我還來, 還來, 還是我來, 會到, 我會到, 晚到, 會晚到, 我會晚到, 我還是會到
        我要這個名額, 這次跳過我, 跳過我, 跳過, 這次不去, 這個月先別問我, 少問我一點, 確認, 確認參加
    """,
    Wish.YES: """
        yes, yes please, yeah, yep, ok, okay, k, sure, fine, all right, no, no thanks, y, n, 👍, 👌, 🙏, 🆗, ✅
        👍🏻, 👍🏼, 👍🏽, 👍🏾, 👍🏿, 👌🏻, 👌🏼, 👌🏽
        好, 好的, 好嘞, 好呀, 可以, 可以的, 行, 没问题, 是, 是的, 对, 嗯, 嗯嗯, 收到, 知道了, 同意, 不, 不行, 不了, 不用
        好, 好喔, 可以, 沒問題, 是, 是的, 對, 嗯, 收到, 知道了, 不, 不行, 不了, 不用
    """,
    Wish.CANNOT_COME: """
        不来, 我不来, 不去, 我不去, 没空, 我没空, 没时间, 我没时间, 有事, 换人, 找人替我, 我想换人
        不來, 我不來, 不去, 沒空, 我沒空, 沒時間, 我沒時間, 有事, 換人, 沒辦法到, 我沒辦法到, no time, i have no time
        cancel my shift, cancel my place, cancel sign-up, cancel my sign-up, cancel registration, unregister
        取消报名, 取消我的报名, 退出报名, 退报名, 撤销报名, 退出候补, 取消活动
        取消報名, 取消我的報名, 退出報名, 撤銷報名, 退出候補, 取消活動
    """,
    Wish.LEAVE: """
        leave, quit, exit, unsubscribe
        退出, 离开, 注销, 退订
        退出, 離開, 註銷
    """,
    Wish.STOP: """
        cancel, stop, never mind
        取消, 算了, 不填了, 停止
        取消, 算了, 不填了, 停止
    """,
    Wish.HELP: """
        help, how does this work, what can you do, what can i do here, instructions
        帮助, 怎么用, 使用说明, 说明, 你会什么, 有什么功能
        說明, 幫助, 怎麼用, 使用說明
    """,
    Wish.LANGUAGE: """
        language, change language, english, chinese
        语言, 换语言, 中文, 英文, 简体
        語言, 換語言, 中文, 英文, 繁體
    """,
    Wish.PRIVACY: """
        privacy, my data, your data, delete my account, delete my data, erase my data, download my data
        你的资料, 您的资料, 隐私, 隐私和数据, 我的数据, 删除账号, 删除我的资料, 下载我的资料
        您的資料, 隱私, 隱私與個資, 我的個資, 刪除帳號, 刪除我的資料, 下載我的資料
    """,
    Wish.POST: """
        new activity, new, post an activity, post activity, post
        发布活动, 发布, 发活动, 新活动, 新建活动
        發布活動, 發佈活動, 新增活動, 發活動
    """,
    Wish.MANAGE: """
        manage, rosters, roster
        管理, 管理活动, 我负责的活动, 签到表
        管理, 管理活動, 我帶的活動, 簽到表
    """,
    Wish.DECIDE: """
        hours to decide, hours to approve
        待审核时长, 审核时长, 审核
        待審核時數, 審核時數, 審核
    """,
    Wish.TOTALS: """
        totals, stats, statistics
        统计, 统计数据, 月报
        統計, 月報
    """,
    Wish.QUALITY: """
        quality, return rate, no-show rate
        服务质量, 质量, 回访率, 缺席率, 留存率
        服務品質, 品質, 未到率
    """,
    Wish.CENSUS: """
        census, who we are
        census report, start the census, start a census, stop the census, how far is the census, age structure
        摸底, 摸底统计, 人员摸底, 摸底表, 摸底报告, 摸底进度, 开始摸底, 停止摸底, 年龄结构
        普查, 人员普查, 普查进度, 普查报告, 普查结果, 开始普查, 停止普查
        普查, 人員普查, 普查進度, 普查報告, 普查結果, 開始普查, 停止普查, 年齡結構
    """,
    Wish.APPRAISAL: """
        appraisal, appraisals, yearly appraisal, my appraisal, open an appraisal, to appraise
        考核, 年度考核, 年终考核, 我的考核, 考核表, 自评, 开始考核, 考核进度, 考核结果
        考評, 考核, 年度考評, 年度考核, 年終考評, 我的考評, 考評表, 自評, 開始考評, 考評進度, 考評結果
    """,
    Wish.WHY_NOT: """
        why can't they, why can't i sign up, why can't she sign up, why can't he sign up, why can't they sign up
        为什么报不了, 为什么报不了名, 为什么报不上, 为什么不能报名, 报不了名, 报不上名, 我报不了名, 报名报不了
        為什麼報不了, 為什麼報不了名, 為什麼報不上, 為什麼不能報名, 為什麼無法報名, 報不了名, 報不上名
    """,
    Wish.PEOPLE: """
        people, volunteers
        merge, merge duplicates, duplicates, undo merge
        志愿者, 人员, 找人, 重复记录, 重复账号, 合并重复记录, 合并账号, 撤销合并
        志工, 人員, 找人, 重複紀錄, 重複帳號, 合併重複紀錄, 合併帳號, 撤銷合併
    """,
    Wish.TEAMS: """
        teams, units, branches
        service records, export service records
        团队, 分会, 导出服务记录, 服务记录导出
        團隊, 分會, 匯出服務紀錄
    """,
}  # fmt: skip

WISHES: Final = {
    folded(word.strip()): wish
    for wish, listed in _WORDS.items()
    for line in listed.strip().splitlines()
    for word in line.strip(" ,").split(",")
}
"""By the folded word."""
