// The few words of the phone's own.
const WORDS = {
  en: {
    chat: "Chat", photo: "Photo", video: "Video", voice: "Voice message", sticker: "Sticker", emoji: "LINE emoji",
    location: "Location", coupon: "Coupon", read: "Read", edited: "Edited", sending: "Sending…", unsent: "This message was unsent",
    replies: "Quick replies", menu: "Rich menu", open: "Open the menu", close: "Close the menu", tap: "Tap", back: "Back",
    everybody: "All", somebody: "friend", play: "Play", getCoupon: "Get the coupon", more: "More to the side",
    missing: "The picture is missing", unknown: "This kind of message is not known", brokenPart: "This part cannot be shown",
    brokenMessage: "This message cannot be shown", noEmoji: "No $ stands at the place of this emoji", area: "Area",
  },
  ja: {
    chat: "トーク", photo: "写真", video: "動画", voice: "ボイスメッセージ", sticker: "スタンプ", emoji: "LINE絵文字",
    location: "位置情報", coupon: "クーポン", read: "既読", edited: "編集済み", sending: "送信中…", unsent: "メッセージの送信を取り消しました",
    replies: "クイックリプライ", menu: "リッチメニュー", open: "メニューを開く", close: "メニューを閉じる", tap: "タップ", back: "戻る",
    everybody: "全員", somebody: "友だち", play: "再生", getCoupon: "クーポンを受け取る", more: "横にスクロールできます",
    missing: "画像がありません", unknown: "未対応のメッセージ形式です", brokenPart: "この部分は表示できません",
    brokenMessage: "このメッセージは表示できません", noEmoji: "絵文字の位置に $ がありません", area: "エリア",
  },
};

export const wordsOf = (language) => WORDS[String(language ?? "").slice(0, 2)] ?? WORDS.en;
