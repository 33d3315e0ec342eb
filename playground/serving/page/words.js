// The page's own words, in three languages. A phone speaks its owner's language, the bar the reader's.

const WORDS = {
  en: {
    playground: "playground", clock: "Clock", hour: "+1 h", day: "+1 day", next: "To the next reminder",
    nothingDue: "Nothing is due.", notLived: "The bot is not following the clock.",
    add: "Add a person", startOver: "Start over", language: "Language of this page", phones: "Phones",
    addTitle: "Add a person", name: "Name", theirLanguage: "Language", zone: "Time zone",
    cancel: "Cancel", close: "Close", save: "Save", ok: "OK",
    overTitle: "Start over?", overText: "Everything said and signed up for in this playground will be forgotten.",
    overFile: "People registered in {file}: {people}. The file is kept as a copy beside it, and a new one begins.",
    overNotOurs: "People registered in {file}: {people}. No playground made this file, so it stays as it is. To try things from the beginning, open the playground without naming a file.",
    offline: "The playground has stopped. Waiting for it…",
    bot: "bot", chat: "Chat", message: "Message", send: "Send", menu: "Commands", attach: "Send something else",
    photo: "Photo", voice: "Voice message", sticker: "Sticker", location: "Location", file: "File", noPhoto: "This is no picture.",
    whoseContact: "Whose contact?", passOn: "Pass it on to", fromFriends: "From friends", ignore: "Not now",
    openLink: "Open an invite link", link: "Link",
    more: "More", start: "Start", restart: "Unblock the bot", block: "Block the bot",
    hello: "Press Start to talk to the bot.", down: "To the newest message", unread: "unread",
    newMessages: "New messages", edited: "edited", contact: "Contact", open: "Open", today: "Today", shareContact: "shares your phone number",
  },
  "zh-hans": {
    playground: "试用场", clock: "时钟", hour: "+1 小时", day: "+1 天", next: "到下一次提醒",
    nothingDue: "暂时没有到期的提醒。", notLived: "机器人没有跟随时钟。",
    add: "添加一人", startOver: "重新开始", language: "页面语言", phones: "手机",
    addTitle: "添加一人", name: "姓名", theirLanguage: "语言", zone: "时区",
    cancel: "取消", close: "关闭", save: "保存", ok: "好",
    overTitle: "重新开始？", overText: "试用场里说过的话和报过的名都会清空。",
    overFile: "{file} 里登记了 {people} 人。这个文件会另存一份，再从空白开始。",
    overNotOurs: "{file} 里登记了 {people} 人。它不是试用场建立的，所以不会清空。想从头试用，请重新打开试用场，不要指定文件。",
    offline: "试用场已停止，正在等待恢复…",
    bot: "机器人", chat: "聊天", message: "消息", send: "发送", menu: "命令", attach: "发送其他内容",
    photo: "照片", voice: "语音消息", sticker: "贴纸", location: "位置", file: "文件", noPhoto: "这不是图片。",
    whoseContact: "发送谁的名片？", passOn: "转给谁？", fromFriends: "朋友转来的", ignore: "先不看",
    openLink: "打开邀请链接", link: "链接",
    more: "更多", start: "开始", restart: "取消屏蔽", block: "屏蔽机器人",
    hello: "点“开始”和机器人对话。", down: "到最新消息", unread: "条未读",
    newMessages: "新消息", edited: "已编辑", contact: "联系人", open: "打开", today: "今天", shareContact: "分享您的手机号",
  },
  "zh-hant": {
    playground: "試用場", clock: "時鐘", hour: "+1 小時", day: "+1 天", next: "到下一次提醒",
    nothingDue: "目前沒有到期的提醒。", notLived: "機器人沒有跟著時鐘走。",
    add: "新增一人", startOver: "重新開始", language: "頁面語言", phones: "手機",
    addTitle: "新增一人", name: "姓名", theirLanguage: "語言", zone: "時區",
    cancel: "取消", close: "關閉", save: "儲存", ok: "好",
    overTitle: "重新開始？", overText: "試用場裡說過的話和報過的名都會清空。",
    overFile: "{file} 裡登記了 {people} 人。這個檔案會另存一份，再從空白開始。",
    overNotOurs: "{file} 裡登記了 {people} 人。它不是試用場建立的，所以不會清空。想從頭試用，請重新開啟試用場，不要指定檔案。",
    offline: "試用場已停止，正在等它回來…",
    bot: "機器人", chat: "聊天", message: "訊息", send: "傳送", menu: "指令", attach: "傳送其他內容",
    photo: "照片", voice: "語音訊息", sticker: "貼圖", location: "位置", file: "檔案", noPhoto: "這不是圖片。",
    whoseContact: "傳送誰的聯絡資訊？", passOn: "轉給誰？", fromFriends: "朋友轉來的", ignore: "先不看",
    openLink: "開啟邀請連結", link: "連結",
    more: "更多", start: "開始", restart: "解除封鎖", block: "封鎖機器人",
    hello: "按「開始」和機器人對話。", down: "到最新訊息", unread: "則未讀",
    newMessages: "新訊息", edited: "已編輯", contact: "聯絡人", open: "開啟", today: "今天", shareContact: "分享您的手機號碼",
  },
};

const TAGS = { en: "en", "zh-hans": "zh-Hans", "zh-hant": "zh-Hant" };
const LOCALES = { en: "en-GB", "zh-hans": "zh-CN", "zh-hant": "zh-TW" };

export function languageOf(code) {
  const lower = code.toLowerCase();
  if (/^zh-(hant|tw|hk|mo)/.test(lower)) return "zh-hant";
  return lower.startsWith("zh") ? "zh-hans" : "en";
}

/** As an element's `lang` has it: fonts and voices differ. */
export const tagOf = (code) => TAGS[languageOf(code)];

export const localeOf = (code) => LOCALES[languageOf(code)];

export const say = (language, key) => WORDS[languageOf(language)][key];

export const LANGUAGE_NAMES = { en: "English", "zh-hans": "简体", "zh-hant": "繁體" };

/** Writes the words of the page's language wherever the page asks for them. */
export function speak(language) {
  document.documentElement.lang = tagOf(language);
  for (const element of document.querySelectorAll("[data-say]")) element.textContent = say(language, element.dataset.say);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", say(language, element.dataset.label));
}
