<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutPage</name>
    <message>
        <source>Parts and their licences</source>
        <translation>组成部分及其许可证</translation>
    </message>
    <message>
        <source>Version {0}</source>
        <translation>版本 {0}</translation>
    </message>
    <message>
        <source>Licence: Apache 2.0</source>
        <translation>许可证：Apache 2.0</translation>
    </message>
    <message>
        <source>Show the first page</source>
        <translation>显示欢迎页</translation>
    </message>
    <message>
        <source>Chats, summarizes, translates and writes with language models that run on your own computer. What you write does not leave it.</source>
        <translation>用在你自己的电脑上运行的语言模型聊天、摘要、翻译和写作。你写的内容不会离开这台电脑。</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Your data</source>
        <translation>你的数据</translation>
    </message>
    <message>
        <source>Conversations, settings and downloaded models lie in this folder:</source>
        <translation>对话、设置和下载的模型都在这个文件夹中：</translation>
    </message>
    <message>
        <source>Made of</source>
        <translation>组成部分</translation>
    </message>
    <message>
        <source>The work of many others; a click shows under which licence. Qt and PySide6 are used under the LGPL 3: their libraries are files of their own, and others may take their place. The icons are Parlance&apos;s own.</source>
        <translation>凝聚了许多人的工作，点击可查看各自的许可证。Qt 和 PySide6 按 LGPL 3 使用：它们的库是独立的文件，可以换成其他版本。图标为 Parlance 自有。</translation>
    </message>
</context>
<context>
    <name>AccessToken</name>
    <message>
        <source>Paste an access token</source>
        <translation>粘贴访问令牌</translation>
    </message>
    <message>
        <source>Access token for the hub</source>
        <translation>模型中心的访问令牌</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Ask the hub whose it is</source>
        <translation>向模型中心查询令牌归属</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Make a token in the browser</source>
        <translation>在浏览器中创建令牌</translation>
    </message>
    <message>
        <source>Access token</source>
        <translation>访问令牌</translation>
    </message>
    <message>
        <source>The token is taken from HF_TOKEN.</source>
        <translation>令牌取自 HF_TOKEN。</translation>
    </message>
    <message>
        <source>A token is kept in the system&apos;s keyring. Only the hub itself gets it, no mirror.</source>
        <translation>令牌保存在系统密钥环中，只会发给模型中心本身，不会发给镜像。</translation>
    </message>
    <message>
        <source>Needed only for models whose authors ask you to accept a licence, and private ones.</source>
        <translation>只有作者要求接受许可的模型和私有模型才需要。</translation>
    </message>
    <message>
        <source>It belongs to {0}, and the hub accepts it.</source>
        <translation>它属于 {0}，模型中心已认可。</translation>
    </message>
</context>
<context>
    <name>ActionBar</name>
    <message>
        <source>Previous version</source>
        <translation>上一版本</translation>
    </message>
    <message>
        <source>Next version</source>
        <translation>下一版本</translation>
    </message>
    <message>
        <source>Copy message</source>
        <translation>复制消息</translation>
    </message>
    <message>
        <source>Write another answer</source>
        <translation>重新回答</translation>
    </message>
    <message>
        <source>Continue this answer</source>
        <translation>继续这个回答</translation>
    </message>
    <message>
        <source>Edit and send again</source>
        <translation>编辑并重新发送</translation>
    </message>
    <message>
        <source>New conversation from here</source>
        <translation>从此处开始新对话</translation>
    </message>
    <message>
        <source>Pin: the model goes on seeing it</source>
        <translation>固定：模型会一直看到这条消息</translation>
    </message>
    <message>
        <source>Delete from here on</source>
        <translation>删除此处及之后的消息</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>取消固定</translation>
    </message>
    <message>
        <source>Answer again with…</source>
        <translation>换一种方式重新回答…</translation>
    </message>
    <message>
        <source>Compare versions side by side</source>
        <translation>并排比较各个版本</translation>
    </message>
    <message>
        <source>Show how sure the model was</source>
        <translation>显示模型的把握程度</translation>
    </message>
    <message>
        <source>How this answer came about</source>
        <translation>此回答的生成详情</translation>
    </message>
</context>
<context>
    <name>ActionList</name>
    <message>
        <source>What to do</source>
        <translation>要做什么</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Proofread</source>
        <translation>校对</translation>
    </message>
    <message>
        <source>Correct its mistakes</source>
        <translation>改正错误</translation>
    </message>
    <message>
        <source>Translate into {0}</source>
        <translation>翻译成{0}</translation>
    </message>
    <message>
        <source>Summarize</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>In a few points</source>
        <translation>归纳成几个要点</translation>
    </message>
    <message>
        <source>Explain in simple words what this means.</source>
        <translation>用浅显的话解释这段文字的意思。</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>解释</translation>
    </message>
    <message>
        <source>In simple words</source>
        <translation>用浅显的话</translation>
    </message>
    <message>
        <source>Rewrite</source>
        <translation>改写</translation>
    </message>
    <message>
        <source>In your own words</source>
        <translation>按你说的做</translation>
    </message>
    <message>
        <source>Ask the model</source>
        <translation>询问模型</translation>
    </message>
</context>
<context>
    <name>AdapterList</name>
    <message>
        <source>Add an adapter…</source>
        <translation>添加适配器…</translation>
    </message>
    <message>
        <source>Small files that change how this model answers. 100 % is as trained, 0 % is off.</source>
        <translation>用来改变此模型回答方式的小文件。100 % 为训练时的强度，0 % 为关闭。</translation>
    </message>
    <message>
        <source>LoRA adapters</source>
        <translation>LoRA 适配器</translation>
    </message>
    <message>
        <source>GGUF adapters ({0})</source>
        <translation>GGUF 适配器 ({0})</translation>
    </message>
    <message>
        <source>Add a LoRA adapter</source>
        <translation>添加 LoRA 适配器</translation>
    </message>
    <message>
        <source>This adapter is in the list already.</source>
        <translation>列表中已有此适配器。</translation>
    </message>
</context>
<context>
    <name>AnswerDetails</name>
    <message>
        <source>How this answer came about</source>
        <translation>此回答的生成详情</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Computed on</source>
        <translation>运算设备</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>结束方式</translation>
    </message>
    <message>
        <source>Copy as a command</source>
        <translation>复制为命令</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>In a terminal, it makes the same answer once more.</source>
        <translation>在终端中运行可再次得到相同的回答。</translation>
    </message>
    <message>
        <source>One command can repeat only the first answer of a chat, without attachments.</source>
        <translation>只有对话中第一个不带附件的回答可以用一条命令重现。</translation>
    </message>
    <message>
        <source>{0} tokens: {1} read, {2} known from before</source>
        <translation>{0} 个词元：读取 {1} 个，缓存 {2} 个</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>{0} tokens</source>
        <translation>{0} 个词元</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>First token after</source>
        <translation>首个词元用时</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} 秒</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>{0} tokens/s</source>
        <translation>{0} 词元/秒</translation>
    </message>
    <message>
        <source>stopped by you</source>
        <translation>由你停止</translation>
    </message>
    <message>
        <source>at the longest answer that is set</source>
        <translation>达到设定的最大长度</translation>
    </message>
    <message>
        <source>because the context was full</source>
        <translation>上下文已满</translation>
    </message>
    <message>
        <source>by itself</source>
        <translation>正常结束</translation>
    </message>
</context>
<context>
    <name>AnswerPage</name>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>换一项</translation>
    </message>
    <message>
        <source>Alt+Left</source>
        <translation>Alt+左箭头</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>回车键</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>插入</translation>
    </message>
    <message>
        <source>Ctrl+Shift+C</source>
        <translation>Ctrl+Shift+C</translation>
    </message>
    <message>
        <source>The other program did not take the answer. It is in the clipboard: paste it yourself.</source>
        <translation>另一个程序没有接收结果。结果已在剪贴板中，请自行粘贴。</translation>
    </message>
</context>
<context>
    <name>Attachments</name>
    <message>
        <source>{name}, parts {parts} of {total}</source>
        <translation>{name}，第 {parts} 部分，共 {total} 部分</translation>
    </message>
    <message>
        <source>No part of what is attached has words of your question.</source>
        <translation>附件中没有任何部分包含你问题中的词语。</translation>
    </message>
    <message>
        <source>Write the question first, in the words and the language of the document.</source>
        <translation>请先写好问题，并使用文档中的用词和语言。</translation>
    </message>
    <message>
        <source>Documents ({0})</source>
        <translation>文档 ({0})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Attach documents</source>
        <translation>添加文档</translation>
    </message>
    <message>
        <source>Pasted text</source>
        <translation>粘贴的文本</translation>
    </message>
</context>
<context>
    <name>Backup</name>
    <message>
        <source>Back up…</source>
        <translation>备份…</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>恢复…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Do not restore it</source>
        <translation>不恢复</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Everything in one file</source>
        <translation>备份与恢复</translation>
    </message>
    <message>
        <source>Saved as {0} ({1}).</source>
        <translation>已保存为 {0}（{1}）。</translation>
    </message>
    <message>
        <source>The backup of {0} is whole. It is restored at the next start of Parlance.</source>
        <translation>{0} 的备份完整无损，将在下次启动 Parlance 时恢复。</translation>
    </message>
    <message>
        <source>What is here now is kept beside it; what you write until then belongs to that.</source>
        <translation>现有内容会保留在一旁；在此之前写下的内容也属于现有内容。</translation>
    </message>
    <message>
        <source>Quit now</source>
        <translation>立即退出</translation>
    </message>
    <message>
        <source>Back up everything</source>
        <translation>全部备份</translation>
    </message>
    <message>
        <source>Backups of Parlance (*.zip)</source>
        <translation>Parlance 备份 (*.zip)</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>恢复备份</translation>
    </message>
    <message>
        <source>All conversations, summaries, translations, texts and prompts, and the settings. Models are not in it: they can be downloaded again. The file is not encrypted.</source>
        <translation>包含所有对话、摘要、翻译、文稿、提示词以及设置。不含模型：模型可以重新下载。备份文件未加密。</translation>
    </message>
</context>
<context>
    <name>CatalogueText</name>
    <message>
        <source>{0} parameters</source>
        <translation>{0} 参数</translation>
    </message>
    <message>
        <source>about {0}</source>
        <translation>约 {0}</translation>
    </message>
    <message>
        <source>Good Chinese</source>
        <translation>中文良好</translation>
    </message>
    <message>
        <source>Fair Chinese</source>
        <translation>中文一般</translation>
    </message>
    <message>
        <source>Weak Chinese</source>
        <translation>中文较弱</translation>
    </message>
    <message>
        <source>Thinks before it answers</source>
        <translation>先思考再回答</translation>
    </message>
    <message>
        <source>{0} more languages</source>
        <translation>另外 {0} 种语言</translation>
    </message>
    <message>
        <source>{0} at {1}/s</source>
        <translation>以 {1}/秒计约 {0}</translation>
    </message>
</context>
<context>
    <name>ChatPane</name>
    <message numerus="yes">
        <source>%n message(s) deleted.</source>
        <translation>
            <numerusform>已删除 %n 条消息。</numerusform>
        </translation>
    </message>
    <message>
        <source>This link leads out of Parlance: {0}</source>
        <translation>此链接指向 Parlance 之外：{0}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Choose a model above to begin</source>
        <translation>请先在上方选择模型</translation>
    </message>
    <message>
        <source>Restore this conversation to go on with it</source>
        <translation>恢复此对话后才能继续</translation>
    </message>
    <message>
        <source>{0} is still being read</source>
        <translation>仍在读取 {0}</translation>
    </message>
    <message>
        <source>Drop to attach</source>
        <translation>松开即可作为附件添加</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Search actions, settings, models, conversations…</source>
        <translation>搜索操作、设置、模型、对话…</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>搜索结果</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>Back to the conversation</source>
        <translation>返回对话</translation>
    </message>
    <message>
        <source>Version {0}</source>
        <translation>版本 {0}</translation>
    </message>
    <message>
        <source>temperature {0}</source>
        <translation>温度 {0}</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Attach a document</source>
        <translation>添加文档</translation>
    </message>
    <message>
        <source>Message {0}…</source>
        <translation>给 {0} 发消息…</translation>
    </message>
    <message>
        <source>Write a message…</source>
        <translation>输入消息…</translation>
    </message>
    <message>
        <source>Preset: {0}</source>
        <translation>预设：{0}</translation>
    </message>
    <message>
        <source>Choose how the model talks in this conversation</source>
        <translation>选择模型在此对话中的说话方式</translation>
    </message>
    <message>
        <source>Write something first</source>
        <translation>请先输入内容</translation>
    </message>
    <message>
        <source>Enter to send · Shift+Enter for a new line</source>
        <translation>Enter 发送 · Shift+Enter 换行</translation>
    </message>
    <message>
        <source>Ctrl+Enter to send · Enter for a new line</source>
        <translation>Ctrl+Enter 发送 · Enter 换行</translation>
    </message>
    <message>
        <source>Tokens: {0}</source>
        <translation>词元：{0}</translation>
    </message>
</context>
<context>
    <name>Connections</name>
    <message>
        <source>Connections</source>
        <translation>网络连接</translation>
    </message>
    <message>
        <source>The last {0} requests, each of which you started. They brought {1}.</source>
        <translation>最近 {0} 次请求，每一次都由你发起，共接收 {1}。</translation>
    </message>
    <message>
        <source>Parlance has sent nothing yet. Each request will be listed here.</source>
        <translation>Parlance 尚未发送任何请求。每次请求都会列在这里。</translation>
    </message>
</context>
<context>
    <name>ContextMeter</name>
    <message>
        <source>{used} of {total} tokens of context in use</source>
        <translation>上下文已用 {used}/{total} 个词元</translation>
    </message>
    <message>
        <source>The context is full.</source>
        <translation>上下文已满。</translation>
    </message>
    <message>
        <source>The context is nearly full: a new conversation starts with an empty one.</source>
        <translation>上下文即将用满：开始新对话可获得空的上下文。</translation>
    </message>
</context>
<context>
    <name>ContextNotice</name>
    <message>
        <source>Change this…</source>
        <translation>更改…</translation>
    </message>
    <message>
        <source>Leave out the oldest messages</source>
        <translation>略去最早的消息</translation>
    </message>
    <message>
        <source>Summarise the oldest messages in a note that you can edit</source>
        <translation>把最早的消息总结成可编辑的摘要</translation>
    </message>
    <message>
        <source>Send nothing that does not fit</source>
        <translation>放不下就不发送</translation>
    </message>
    <message>
        <source>Attach only the parts that suit the question best</source>
        <translation>只附上与问题最相关的部分</translation>
    </message>
    <message>
        <source>This model cannot see more</source>
        <translation>此模型最多只能看到这么多</translation>
    </message>
    <message>
        <source>The conversation needs {0} tokens, and the model can see {1}: it cannot be sent so.</source>
        <translation>这个对话需要 {0} 个词元，而模型能看到 {1} 个：无法这样发送。</translation>
    </message>
    <message>
        <source>Your message and what is kept of older ones need {0} tokens, and the model can see {1}.</source>
        <translation>你的消息和保留的旧内容共需要 {0} 个词元，而模型只能看到 {1} 个。</translation>
    </message>
    <message>
        <source>Your message alone needs {0} tokens, and the model can see {1}.</source>
        <translation>仅这条消息就需要 {0} 个词元，而模型能看到 {1} 个。</translation>
    </message>
    <message>
        <source>This has grown too long: a summary is sent of what stands above the line.</source>
        <translation>对话太长：分隔线以上的内容将以摘要形式发送。</translation>
    </message>
    <message>
        <source>This has grown too long: the model does not see what stands above the line.</source>
        <translation>对话已过长：模型看不到分隔线以上的内容。</translation>
    </message>
    <message>
        <source>Load the model with {0} tokens of context (needs about {1})</source>
        <translation>以 {0} 个词元的上下文加载模型（约需 {1}）</translation>
    </message>
    <message>
        <source>{0} tokens of context would need {1}, more than is free</source>
        <translation>{0} 个词元的上下文需要 {1}，超出可用内存</translation>
    </message>
</context>
<context>
    <name>ConversationActions</name>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>永久删除</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>取消置顶</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>置顶</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>归档</translation>
    </message>
    <message>
        <source>Take out of the archive</source>
        <translation>移出归档</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>ConversationDelegate</name>
    <message>
        <source>Title of the conversation</source>
        <translation>对话标题</translation>
    </message>
</context>
<context>
    <name>ConversationFiles</name>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>网页 (*.html)</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>JSON, which can be imported again (*.json)</source>
        <translation>JSON，可再次导入 (*.json)</translation>
    </message>
    <message>
        <source>Export the conversation</source>
        <translation>导出对话</translation>
    </message>
    <message>
        <source>You</source>
        <translation>你</translation>
    </message>
    <message>
        <source>Saved as {0}.</source>
        <translation>已保存为 {0}。</translation>
    </message>
    <message>
        <source>Conversations of Parlance, ChatGPT, LM Studio and Open WebUI (*.json *.zip)</source>
        <translation>Parlance、ChatGPT、LM Studio 和 Open WebUI 的对话 (*.json *.zip)</translation>
    </message>
    <message>
        <source>Import conversations</source>
        <translation>导入对话</translation>
    </message>
    <message numerus="yes">
        <source>%n conversation(s) imported.</source>
        <translation>
            <numerusform>已导入 %n 个对话。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) that are no text were left out, such as pictures.</source>
        <translation>
            <numerusform>有 %n 处非文本内容（如图片）未导入。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConversationList</name>
    <message>
        <source>Your conversations will be listed here.</source>
        <translation>你的对话会列在这里。</translation>
    </message>
    <message>
        <source>Nothing found for “{0}”.</source>
        <translation>没有找到“{0}”。</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>新对话</translation>
    </message>
    <message>
        <source>Temporary chat: nothing is kept</source>
        <translation>临时对话：不保留任何内容</translation>
    </message>
    <message>
        <source>Search conversations</source>
        <translation>搜索对话</translation>
    </message>
    <message>
        <source>Empty the trash</source>
        <translation>清空回收站</translation>
    </message>
    <message>
        <source>Archive and trash</source>
        <translation>归档与回收站</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>归档</translation>
    </message>
    <message>
        <source>What you archive is put aside here.</source>
        <translation>归档的对话会收在这里。</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>What lies here is deleted for good after {0} days.</source>
        <translation>这里的内容会在 {0} 天后永久删除。</translation>
    </message>
    <message>
        <source>The trash is empty.</source>
        <translation>回收站是空的。</translation>
    </message>
    <message>
        <source>Back to the conversations</source>
        <translation>返回对话列表</translation>
    </message>
    <message>
        <source>Import a conversation…</source>
        <translation>导入对话…</translation>
    </message>
</context>
<context>
    <name>ConversationModel</name>
    <message>
        <source>New chat</source>
        <translation>新对话</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>置顶</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>过去 7 天</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>过去 30 天</translation>
    </message>
    <message>
        <source>{month} {year}</source>
        <translation>{year} 年{month}</translation>
    </message>
</context>
<context>
    <name>Conversations</name>
    <message>
        <source>The conversation is in the archive.</source>
        <translation>对话已归档。</translation>
    </message>
    <message>
        <source>The conversation is among the others again.</source>
        <translation>对话已恢复到列表中。</translation>
    </message>
    <message>
        <source>The conversation is in the trash, and deleted for good after {0} days.</source>
        <translation>对话已移到回收站，{0} 天后永久删除。</translation>
    </message>
    <message numerus="yes">
        <source>%n conversation(s) will be deleted for good.</source>
        <translation>
            <numerusform>将永久删除 %n 个对话。</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>永久删除</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>CopyProgress</name>
    <message>
        <source>Copying a model</source>
        <translation>正在复制模型</translation>
    </message>
    <message>
        <source>Stop copying</source>
        <translation>停止复制</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0}%</translation>
    </message>
    <message>
        <source>Copying {name}, {percent}</source>
        <translation>正在复制 {name}，{percent}</translation>
    </message>
</context>
<context>
    <name>Dialogue</name>
    <message>
        <source>Attached: {0}</source>
        <translation>附件：{0}</translation>
    </message>
    <message>
        <source>Interrupted: Parlance was closed while this was written.</source>
        <translation>已中断：写到一半时 Parlance 被关闭。</translation>
    </message>
    <message>
        <source>Cut at the longest answer that is set.</source>
        <translation>已达到设定的最大回答长度，在此截断。</translation>
    </message>
    <message>
        <source>Cut because the context is full.</source>
        <translation>上下文已满，在此截断。</translation>
    </message>
    <message>
        <source>{0} tokens/s</source>
        <translation>{0} 词元/秒</translation>
    </message>
</context>
<context>
    <name>DiscoverPage</name>
    <message>
        <source>Search the hub, or paste an address</source>
        <translation>搜索模型中心，或粘贴地址</translation>
    </message>
    <message>
        <source>Order of what is found</source>
        <translation>结果排序</translation>
    </message>
    <message>
        <source>Most downloads</source>
        <translation>下载最多</translation>
    </message>
    <message>
        <source>Trending</source>
        <translation>近期热门</translation>
    </message>
    <message>
        <source>Most likes</source>
        <translation>最受喜爱</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>最新</translation>
    </message>
    <message>
        <source>Found on the hub</source>
        <translation>在模型中心找到的结果</translation>
    </message>
    <message>
        <source>Searches {0} for “{1}”…</source>
        <translation>正在 {0} 中搜索“{1}”…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Search the hub</source>
        <translation>搜索模型中心</translation>
    </message>
    <message>
        <source>No model with GGUF files is called “{0}”.</source>
        <translation>没有名为“{0}”的 GGUF 模型。</translation>
    </message>
    <message>
        <source>Try fewer words: the name of a family such as Qwen, Llama or Gemma.</source>
        <translation>试试更少的词：系列名称，例如 Qwen、Llama 或 Gemma。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>DocumentDialog</name>
    <message>
        <source>Documents ({0})</source>
        <translation>文档 ({0})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Open a document</source>
        <translation>打开文档</translation>
    </message>
</context>
<context>
    <name>DocumentSaving</name>
    <message>
        <source>Save the translated document</source>
        <translation>保存译文文档</translation>
    </message>
</context>
<context>
    <name>DownloadQueue</name>
    <message>
        <source>Downloads</source>
        <translation>下载</translation>
    </message>
</context>
<context>
    <name>DownloadRow</name>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Cancel the download</source>
        <translation>取消下载</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Remove from this list</source>
        <translation>从列表中移除</translation>
    </message>
    <message>
        <source>Download of {0}</source>
        <translation>下载 {0}</translation>
    </message>
    <message>
        <source>Cancelled: what has arrived is deleted in some seconds</source>
        <translation>已取消：已下载的部分将在几秒后删除</translation>
    </message>
</context>
<context>
    <name>DownloadText</name>
    <message>
        <source>{0} of {1}</source>
        <translation>{0}/{1}</translation>
    </message>
    <message>
        <source>Waits for its turn</source>
        <translation>正在排队</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Verified, and in the library</source>
        <translation>已校验，已加入模型库</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Asks the hub</source>
        <translation>正在查询模型中心</translation>
    </message>
    <message>
        <source>Checks what has arrived</source>
        <translation>正在校验已下载的内容</translation>
    </message>
    <message>
        <source>tries again in {0}</source>
        <translation>{0}后重试</translation>
    </message>
    <message>
        <source>{0}/s</source>
        <translation>{0}/s</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>剩余 {0}</translation>
    </message>
</context>
<context>
    <name>DraftPage</name>
    <message>
        <source>Outline</source>
        <translation>提纲</translation>
    </message>
    <message>
        <source>Proofread this</source>
        <translation>校对这篇</translation>
    </message>
    <message>
        <source>Rewrite this</source>
        <translation>改写这篇</translation>
    </message>
    <message>
        <source>What is selected, or all of it; it can be taken back here afterwards</source>
        <translation>处理所选内容，未选时处理全文；之后可以放回草稿</translation>
    </message>
    <message>
        <source>Suggest words while I write</source>
        <translation>书写时提示后续词语</translation>
    </message>
    <message>
        <source>Suggest words</source>
        <translation>提示词语</translation>
    </message>
    <message>
        <source>In grey after a pause: Tab takes all, Ctrl+Right one word, Esc none. Each pause costs some computing; a small model is seldom right.</source>
        <translation>停顿后以灰色显示：Tab 全部采用，Ctrl+→ 采用一个词，Esc 不采用。每次停顿都要耗费一些算力，小模型很少猜中。</translation>
    </message>
    <message>
        <source>The model has nothing to add here.</source>
        <translation>模型在这里没有可写的了。</translation>
    </message>
    <message>
        <source>Write a few words, and let it go on from them.</source>
        <translation>请先写几个字，再让它接着写。</translation>
    </message>
</context>
<context>
    <name>DraftText</name>
    <message>
        <source>Your draft</source>
        <translation>你的草稿</translation>
    </message>
</context>
<context>
    <name>DraftWelcome</name>
    <message>
        <source>A page to write on</source>
        <translation>一页纸，随你写</translation>
    </message>
    <message>
        <source>Write, and where you are stuck let the model go on from the caret. Or list your points and have the text written section by section.</source>
        <translation>尽管写；写不下去时，让模型从光标处接着写。也可以列出要点，让模型逐节写成文章。</translation>
    </message>
    <message>
        <source>The text is kept: it is here again the next time. The model runs on this computer.</source>
        <translation>文字会自动保留，下次打开时仍在这里。模型在本机运行。</translation>
    </message>
    <message>
        <source>Begin with an outline</source>
        <translation>从提纲开始</translation>
    </message>
</context>
<context>
    <name>EditPanel</name>
    <message>
        <source>Accept all</source>
        <translation>全部接受</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Accept this edit ({0})</source>
        <translation>接受这处修改（{0}）</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Reject this edit ({0})</source>
        <translation>拒绝这处修改（{0}）</translation>
    </message>
    <message>
        <source>Previous edit</source>
        <translation>上一处修改</translation>
    </message>
    <message>
        <source>Next edit</source>
        <translation>下一处修改</translation>
    </message>
    <message>
        <source>1 edit</source>
        <translation>1 处修改</translation>
    </message>
    <message>
        <source>{0} edits</source>
        <translation>{0} 处修改</translation>
    </message>
    <message>
        <source>{0} · {1} to look at closely</source>
        <translation>{0} · {1} 处需细看</translation>
    </message>
    <message>
        <source>Waiting for the model…</source>
        <translation>正在等待模型…</translation>
    </message>
    <message>
        <source>{0} of {1} sentences read</source>
        <translation>已读 {0} / {1} 句</translation>
    </message>
    <message>
        <source>1 sentence was left as it is: the model&apos;s answer was no revision of it.</source>
        <translation>有 1 句保持原样：模型的回答不是对它的修订。</translation>
    </message>
    <message>
        <source>{0} sentences were left as they are: the model&apos;s answers were no revisions.</source>
        <translation>有 {0} 句保持原样：模型的回答不是对它们的修订。</translation>
    </message>
    <message>
        <source>There is nothing to decide on. Sentences that you change are read again.</source>
        <translation>没有需要决定的修改。你改动过的句子会重新检查。</translation>
    </message>
    <message>
        <source>Accept all ({0})</source>
        <translation>全部接受（{0}）</translation>
    </message>
    <message>
        <source>Accept: {0} ({1})</source>
        <translation>接受：{0}（{1}）</translation>
    </message>
    <message>
        <source>{0} to look at closely stay</source>
        <translation>需细看的 {0} 处会保留</translation>
    </message>
</context>
<context>
    <name>EditView</name>
    <message>
        <source>Proposed edits</source>
        <translation>建议的修改</translation>
    </message>
</context>
<context>
    <name>EmptyLibrary</name>
    <message>
        <source>No models yet</source>
        <translation>还没有模型</translation>
    </message>
    <message>
        <source>A model is a file whose name ends in .gguf. Drop one here, or import one that is on this computer already: it can stay where it is.</source>
        <translation>模型是扩展名为 .gguf 的文件。把它拖到这里，或导入电脑上已有的文件：文件可以留在原处。</translation>
    </message>
    <message>
        <source>Import a model…</source>
        <translation>导入模型…</translation>
    </message>
    <message>
        <source>Discover models to download</source>
        <translation>查找可下载的模型</translation>
    </message>
</context>
<context>
    <name>Exporter</name>
    <message>
        <source>Written by {0} with Parlance.</source>
        <translation>由 {0} 通过 Parlance 撰写。</translation>
    </message>
    <message>
        <source>{0}.</source>
        <translation>{0}。</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in this conversation</source>
        <translation>在此对话中查找</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>上一个匹配</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>下一个匹配</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无结果</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0}/{1}</translation>
    </message>
</context>
<context>
    <name>Finder</name>
    <message>
        <source>Nothing found for “{0}”.</source>
        <translation>没有找到“{0}”。</translation>
    </message>
</context>
<context>
    <name>FirstModel</name>
    <message>
        <source>Start writing</source>
        <translation>开始使用</translation>
    </message>
    <message>
        <source>No model is here yet</source>
        <translation>这里还没有模型</translation>
    </message>
    <message>
        <source>Download the one below, or use a file that you have.</source>
        <translation>请下载下面的模型，或使用你已有的文件。</translation>
    </message>
    <message>
        <source>Look around</source>
        <translation>先看看</translation>
    </message>
    <message>
        <source>{0} is ready</source>
        <translation>{0} 已就绪</translation>
    </message>
    <message>
        <source>{0} is being made ready</source>
        <translation>正在准备 {0}</translation>
    </message>
    <message>
        <source>{0} is here</source>
        <translation>{0} 已在本机</translation>
    </message>
    <message>
        <source>It is in your library: {0}.</source>
        <translation>它在你的模型库中，大小为 {0}。</translation>
    </message>
    <message>
        <source>It came with Parlance: small ({0}) and quick, and it speaks English only. Good for trying everything out; for other languages and for real work take a larger one.</source>
        <translation>它随 Parlance 附带：体积小（{0}）、速度快，但只会英文。适合先试用各项功能；要用中文或认真工作，请换更大的模型。</translation>
    </message>
    <message>
        <source>Use my own model file…</source>
        <translation>使用我自己的模型文件…</translation>
    </message>
</context>
<context>
    <name>FitLine</name>
    <message>
        <source>{0} (estimated from the size of the file)</source>
        <translation>{0}（按文件大小估算）</translation>
    </message>
</context>
<context>
    <name>FitText</name>
    <message>
        <source>Fits well</source>
        <translation>内存充足</translation>
    </message>
    <message>
        <source>Runs with a shorter context</source>
        <translation>需缩短上下文才能运行</translation>
    </message>
    <message>
        <source>Little memory to spare</source>
        <translation>内存较紧张</translation>
    </message>
    <message>
        <source>Too large</source>
        <translation>过大</translation>
    </message>
    <message>
        <source>{verdict}: needs about {needed}, {available} of memory is free</source>
        <translation>{verdict}：约需 {needed}，可用内存 {available}</translation>
    </message>
    <message>
        <source>about {0} tokens/s</source>
        <translation>约 {0} 词元/秒</translation>
    </message>
</context>
<context>
    <name>FoundPage</name>
    <message>
        <source>Models of other programs</source>
        <translation>其他程序的模型</translation>
    </message>
    <message>
        <source>Back to the library</source>
        <translation>返回模型库</translation>
    </message>
    <message>
        <source>Link this model</source>
        <translation>链接此模型</translation>
    </message>
    <message>
        <source>Link all</source>
        <translation>全部链接</translation>
    </message>
    <message>
        <source>What Ollama, LM Studio, GPT4All, Jan, llama.cpp and the Hugging Face tools keep here. A linked model stays where it is and takes no more room.</source>
        <translation>Ollama、LM Studio、GPT4All、Jan、llama.cpp 和 Hugging Face 工具存放在这台电脑上的模型。链接的模型留在原处，不会多占空间。</translation>
    </message>
    <message>
        <source>Looks at the folders of other programs…</source>
        <translation>正在查看其他程序的文件夹…</translation>
    </message>
    <message>
        <source>There is no model of another program here that the library does not have.</source>
        <translation>其他程序的模型都已在模型库中，没有更多可链接的模型。</translation>
    </message>
    <message>
        <source>A file anywhere else can be imported: drop it onto the library.</source>
        <translation>其他位置的文件也可以导入：把它拖到模型库即可。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>GlossaryPage</name>
    <message>
        <source>From</source>
        <translation>源语言</translation>
    </message>
    <message>
        <source>To</source>
        <translation>目标语言</translation>
    </message>
    <message>
        <source>Terms imported: {0}.</source>
        <translation>已导入 {0} 条术语。</translation>
    </message>
    <message>
        <source>Back to the texts</source>
        <translation>返回文本</translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation>术语表</translation>
    </message>
    <message>
        <source>Terms that are always translated in the same way. A translation that uses another word is tried again, and marked if that does not help.</source>
        <translation>始终按同一方式翻译的术语。译文用了别的词时会重新翻译；仍不符合则加以标记。</translation>
    </message>
    <message>
        <source>Term</source>
        <translation>术语</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>译文</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Tables ({0})</source>
        <translation>表格 ({0})</translation>
    </message>
    <message>
        <source>Import a glossary</source>
        <translation>导入术语表</translation>
    </message>
    <message>
        <source>Export the glossary</source>
        <translation>导出术语表</translation>
    </message>
</context>
<context>
    <name>HandingOver</name>
    <message>
        <source>The page was emptied.</source>
        <translation>页面已清空。</translation>
    </message>
    <message>
        <source>The draft has taken the place of the text that was here.</source>
        <translation>这里原来的文字已换成草稿。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>HistoryList</name>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Nothing found for “{0}”.</source>
        <translation>没有找到“{0}”。</translation>
    </message>
</context>
<context>
    <name>LanguagePicker</name>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>Detect language</source>
        <translation>检测语言</translation>
    </message>
</context>
<context>
    <name>LengthField</name>
    <message>
        <source>Words</source>
        <translation>词数</translation>
    </message>
</context>
<context>
    <name>LibraryPage</name>
    <message>
        <source>Library</source>
        <translation>模型库</translation>
    </message>
    <message>
        <source>Use this model</source>
        <translation>使用此模型</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>In the trash: {0}</source>
        <translation>回收站：{0} 个模型</translation>
    </message>
</context>
<context>
    <name>LicenceText</name>
    <message>
        <source>This part names its licence, and brings no text of it.</source>
        <translation>该部分注明了许可证，但未附带许可证全文。</translation>
    </message>
    <message>
        <source>Licence of {0}</source>
        <translation>{0} 的许可证</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Its page on the web</source>
        <translation>打开其网页</translation>
    </message>
</context>
<context>
    <name>Line</name>
    <message>
        <source>What to do with the text</source>
        <translation>要对文本做什么</translation>
    </message>
    <message>
        <source>Choose below, or say in your own words what you want</source>
        <translation>在下面选择，或用自己的话说明要做什么</translation>
    </message>
</context>
<context>
    <name>LoadSliders</name>
    <message>
        <source>Context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>Layers on the GPU</source>
        <translation>GPU 层数</translation>
    </message>
    <message>
        <source>as in the settings</source>
        <translation>与设置相同</translation>
    </message>
    <message>
        <source>{0} tokens</source>
        <translation>{0} 个词元</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0}/{1}</translation>
    </message>
    <message>
        <source>A shorter context, or a cache of lower precision, takes less.</source>
        <translation>缩短上下文或降低缓存精度可以减少占用。</translation>
    </message>
    <message>
        <source>weights {0}</source>
        <translation>权重 {0}</translation>
    </message>
    <message>
        <source>context of {0} tokens {1}</source>
        <translation>{0} 个词元的上下文 {1}</translation>
    </message>
    <message>
        <source>{0} of {1} layers on {2}</source>
        <translation>{0}/{1} 层在 {2} 上</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
</context>
<context>
    <name>LogPage</name>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Whose log</source>
        <translation>日志来源</translation>
    </message>
    <message>
        <source>How bad it is</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>警告和错误</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Search the log</source>
        <translation>搜索日志</translation>
    </message>
    <message>
        <source>Log of this run</source>
        <translation>本次运行的日志</translation>
    </message>
    <message>
        <source>Copy a report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Open the logs</source>
        <translation>打开日志文件夹</translation>
    </message>
    <message>
        <source>If something does not work: the report names versions, devices, changed settings and where errors happened. It has nothing of what you wrote, and no names of files. The log may have such.</source>
        <translation>遇到问题时：报告包含版本、设备、改动过的设置以及出错的位置，不含你写的任何内容，也不含文件名。日志中则可能含有文件名。</translation>
    </message>
    <message>
        <source>No line of the log fits.</source>
        <translation>没有符合条件的日志。</translation>
    </message>
    <message>
        <source>Nothing has been logged in this run.</source>
        <translation>本次运行还没有日志。</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>The report is in the clipboard.</source>
        <translation>报告已复制到剪贴板。</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Show or hide the list</source>
        <translation>显示或隐藏列表</translation>
    </message>
    <message>
        <source>Hide the list</source>
        <translation>隐藏列表</translation>
    </message>
    <message>
        <source>“{0}” has arrived, and every byte is right.</source>
        <translation>“{0}”已下载完成，并逐字节校验无误。</translation>
    </message>
    <message>
        <source>Use this model</source>
        <translation>使用此模型</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>Drop to add the model to the library</source>
        <translation>松开即可将模型加入模型库</translation>
    </message>
    <message>
        <source>Drop to summarize</source>
        <translation>松开后即可生成摘要</translation>
    </message>
</context>
<context>
    <name>MarkedText</name>
    <message>
        <source>Your text</source>
        <translation>你的文字</translation>
    </message>
</context>
<context>
    <name>MemoryPage</name>
    <message>
        <source>Reading {0}…</source>
        <translation>正在读取 {0}…</translation>
    </message>
    <message>
        <source>Back to the texts</source>
        <translation>返回文本</translation>
    </message>
    <message>
        <source>Translation memory</source>
        <translation>翻译记忆</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Search sentences</source>
        <translation>搜索句子</translation>
    </message>
    <message>
        <source>Use the translation memory</source>
        <translation>使用翻译记忆</translation>
    </message>
    <message>
        <source>Sentences that you have corrected or imported are translated in the same way when they come again. Similar ones are offered where you click a sentence.</source>
        <translation>你改正过或导入的句子再次出现时，会沿用同样的译文。点击句子时，会列出相似句子的译文。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>全部移除</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>{0} → {1}</source>
        <translation>{0} → {1}</translation>
    </message>
    <message>
        <source>{0} of {1} sentences are shown, the newest first.</source>
        <translation>显示 {1} 句中的 {0} 句，最新的在前。</translation>
    </message>
    <message>
        <source>Nothing found for “{0}”.</source>
        <translation>没有找到“{0}”。</translation>
    </message>
    <message>
        <source>There is nothing here yet. Correct a sentence of a translation, or import the memory of another program (.tmx).</source>
        <translation>这里还没有内容。请在译文中改正一个句子，或导入其他程序的翻译记忆（.tmx）。</translation>
    </message>
    <message>
        <source>Sentences removed from the translation memory: {0}.</source>
        <translation>已从翻译记忆中移除 {0} 句。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Sentences read: {0}</source>
        <translation>已读取 {0} 句</translation>
    </message>
    <message>
        <source>Left out, because Parlance does not know their languages: {0}.</source>
        <translation>有 {0} 句因 Parlance 不支持其语言而略过。</translation>
    </message>
    <message>
        <source>Sentences imported: {0}.</source>
        <translation>已导入 {0} 句。</translation>
    </message>
    <message>
        <source>Saved as {0}.</source>
        <translation>已保存为 {0}。</translation>
    </message>
    <message>
        <source>Translation memories ({0})</source>
        <translation>翻译记忆（{0}）</translation>
    </message>
    <message>
        <source>Import a translation memory</source>
        <translation>导入翻译记忆</translation>
    </message>
    <message>
        <source>Export the translation memory</source>
        <translation>导出翻译记忆</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制详细信息</translation>
    </message>
    <message>
        <source>Dismiss this message</source>
        <translation>关闭此消息</translation>
    </message>
    <message>
        <source>More messages: {0}</source>
        <translation>更多消息：{0}</translation>
    </message>
</context>
<context>
    <name>ModelCard</name>
    <message>
        <source>Model card</source>
        <translation>模型介绍</translation>
    </message>
</context>
<context>
    <name>ModelDetails</name>
    <message>
        <source>Use this model</source>
        <translation>使用此模型</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Remove from the library</source>
        <translation>从模型库中移除</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>架构</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Quantization</source>
        <translation>量化</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>{0} tokens</source>
        <translation>{0} 个词元</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Repository</source>
        <translation>仓库</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>上次使用</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>The file is not there. It may lie on a disk that is not connected.</source>
        <translation>文件不在原处，可能位于未连接的磁盘上。</translation>
    </message>
    <message>
        <source>This is a base model: it continues text and cannot hold a conversation.</source>
        <translation>这是基础模型：只会续写文本，不能对话。</translation>
    </message>
</context>
<context>
    <name>ModelPicker</name>
    <message>
        <source>Stop loading the model</source>
        <translation>停止加载模型</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>选择模型</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0}%</translation>
    </message>
    <message>
        <source>Loading {name}, {percent}</source>
        <translation>正在加载 {name}，{percent}</translation>
    </message>
    <message>
        <source>Model: {0}</source>
        <translation>模型：{0}</translation>
    </message>
</context>
<context>
    <name>ModelRows</name>
    <message>
        <source>Loaded</source>
        <translation>已加载</translation>
    </message>
</context>
<context>
    <name>ModelSettingsForm</name>
    <message>
        <source>Settings for this model</source>
        <translation>此模型的设置</translation>
    </message>
    <message>
        <source>Load it again to apply this</source>
        <translation>重新加载模型以应用更改</translation>
    </message>
    <message>
        <source>What is not set here is as in the settings.</source>
        <translation>此处未设置的项目以“设置”为准。</translation>
    </message>
</context>
<context>
    <name>ModelText</name>
    <message>
        <source>{0} parameters</source>
        <translation>{0} 参数</translation>
    </message>
    <message>
        <source>{0} tokens of context</source>
        <translation>{0} 词元上下文</translation>
    </message>
    <message>
        <source>{0} tokens/s here</source>
        <translation>本机 {0} 词元/秒</translation>
    </message>
    <message>
        <source>Came with Parlance</source>
        <translation>随 Parlance 附带</translation>
    </message>
    <message>
        <source>Downloaded</source>
        <translation>已下载</translation>
    </message>
    <message>
        <source>Copied into the library</source>
        <translation>已复制到模型库</translation>
    </message>
    <message>
        <source>Linked, its file stays where it is</source>
        <translation>已链接，文件留在原处</translation>
    </message>
    <message>
        <source>File not found</source>
        <translation>找不到文件</translation>
    </message>
    <message>
        <source>Base model, cannot chat</source>
        <translation>基础模型，不能对话</translation>
    </message>
    <message>
        <source>Never used</source>
        <translation>从未使用</translation>
    </message>
    <message>
        <source>Used today</source>
        <translation>今天用过</translation>
    </message>
    <message>
        <source>Used yesterday</source>
        <translation>昨天用过</translation>
    </message>
    <message>
        <source>Used on {0}</source>
        <translation>上次使用：{0}</translation>
    </message>
    <message>
        <source>{0} hardly speaks {1}. The Models pane has models that do.</source>
        <translation>{0} 几乎不会{1}，在“模型”中可以找到会的模型。</translation>
    </message>
</context>
<context>
    <name>ModelsPane</name>
    <message>
        <source>What is shown</source>
        <translation>显示内容</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>模型库</translation>
    </message>
    <message>
        <source>Discover</source>
        <translation>发现</translation>
    </message>
    <message>
        <source>Link to a file, which stays where it is…</source>
        <translation>链接到文件（文件留在原处）…</translation>
    </message>
    <message>
        <source>Copy a file into the library…</source>
        <translation>把文件复制到模型库…</translation>
    </message>
    <message>
        <source>Find models of other programs…</source>
        <translation>查找其他程序的模型…</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>GGUF models ({0})</source>
        <translation>GGUF 模型 ({0})</translation>
    </message>
    <message>
        <source>Import a model</source>
        <translation>导入模型</translation>
    </message>
    <message>
        <source>“{0}” is in the library.</source>
        <translation>“{0}”已在模型库中。</translation>
    </message>
    <message>
        <source>Use this model</source>
        <translation>使用此模型</translation>
    </message>
    <message>
        <source>“{0}” was removed.</source>
        <translation>已移除“{0}”。</translation>
    </message>
    <message>
        <source>Its file stays where it is.</source>
        <translation>它的文件留在原处。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>It is in the trash for {0} days, and takes {1} of the disk until then.</source>
        <translation>它将在回收站保留 {0} 天，在此期间仍占用 {1} 磁盘空间。</translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>Panes</source>
        <translation>功能区</translation>
    </message>
</context>
<context>
    <name>News</name>
    <message>
        <source>Download of a model</source>
        <translation>模型下载</translation>
    </message>
    <message>
        <source>It has stopped with an error.</source>
        <translation>出错，已停止。</translation>
    </message>
    <message>
        <source>It is done.</source>
        <translation>已完成。</translation>
    </message>
</context>
<context>
    <name>NoteEditor</name>
    <message>
        <source>The summary that the model is sent in the place of what stands above the line</source>
        <translation>代替分隔线以上内容发送给模型的摘要</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Write anew</source>
        <translation>重新生成</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Notes</name>
    <message>
        <source>The model no longer sees what stands above</source>
        <translation>模型已看不到以上内容</translation>
    </message>
    <message>
        <source>What no longer fits is being summarised…</source>
        <translation>正在总结已放不下的内容…</translation>
    </message>
    <message>
        <source>The model sees a summary of what stands above</source>
        <translation>模型看到的是以上内容的摘要</translation>
    </message>
    <message>
        <source>Sent instead of what stands above:</source>
        <translation>代替以上内容发送：</translation>
    </message>
    <message numerus="yes">
        <source>Sent instead of what stands above, but for the last %n message(s):</source>
        <translation>
            <numerusform>代替以上内容发送，最后 %n 条消息尚未包含在内：</numerusform>
        </translation>
    </message>
    <message>
        <source>What no longer fits is summarised before the next answer.</source>
        <translation>下次回答之前会先总结已放不下的内容。</translation>
    </message>
</context>
<context>
    <name>Notifications</name>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
</context>
<context>
    <name>Offers</name>
    <message>
        <source>Pane</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>设置项</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
</context>
<context>
    <name>OptionsBar</name>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Summarize</source>
        <translation>生成摘要</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>OutlinePanel</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>From an outline</source>
        <translation>按提纲写作</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>What is it about?</source>
        <translation>写什么主题？</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>要点</translation>
    </message>
    <message>
        <source>One point on each line: each becomes a section. Indent below it what it should say.</source>
        <translation>每行一个要点，各成一节。要写的内容缩进列在要点下面。</translation>
    </message>
    <message>
        <source>Propose points</source>
        <translation>建议要点</translation>
    </message>
    <message>
        <source>Write the text</source>
        <translation>写成文章</translation>
    </message>
    <message>
        <source>Section by section, at the end of the page</source>
        <translation>逐节写在页末</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>The model proposes points…</source>
        <translation>模型正在拟要点……</translation>
    </message>
    <message>
        <source>Section {0} of {1}</source>
        <translation>第 {0} 节，共 {1} 节</translation>
    </message>
    <message>
        <source>{0} of {1} sections are written.</source>
        <translation>已写好 {0} 节，共 {1} 节。</translation>
    </message>
</context>
<context>
    <name>Overlays</name>
    <message>
        <source>Jump to newest</source>
        <translation>跳到最新</translation>
    </message>
</context>
<context>
    <name>OwnPresets</name>
    <message>
        <source>The preset “{0}” was deleted.</source>
        <translation>预设“{0}”已删除。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>Past</name>
    <message>
        <source>Conversation</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>新对话</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>译文</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文稿</translation>
    </message>
</context>
<context>
    <name>PresetsMenu</name>
    <message>
        <source>As in the settings</source>
        <translation>与设置相同</translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message>
        <source>The language changes at the next start, because a text is open.</source>
        <translation>因为有文本正打开着，界面语言将在下次启动时切换。</translation>
    </message>
</context>
<context>
    <name>PromptEditor</name>
    <message>
        <source>Prompts</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>New prompt</source>
        <translation>新建提示词</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Bring back those that came with Parlance</source>
        <translation>恢复 Parlance 自带的提示词</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Write / at the beginning of a message to use one of them.</source>
        <translation>在消息开头输入 / 即可使用。</translation>
    </message>
    <message>
        <source>Asked for when it is used: {0}</source>
        <translation>使用时会询问：{0}</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>What stands in double braces, such as {0}, is asked for when it is used.</source>
        <translation>双花括号中的内容（如 {0}）会在使用时询问。</translation>
    </message>
    <message>
        <source>“{0}” was deleted.</source>
        <translation>已删除“{0}”。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Prompts (*.json)</source>
        <translation>提示词 (*.json)</translation>
    </message>
    <message>
        <source>Import prompts</source>
        <translation>导入提示词</translation>
    </message>
    <message numerus="yes">
        <source>%n prompt(s) added.</source>
        <translation>
            <numerusform>已添加 %n 个提示词。</numerusform>
        </translation>
    </message>
    <message>
        <source>All prompts of this file are here already.</source>
        <translation>此文件中的提示词都已存在。</translation>
    </message>
    <message>
        <source>Export prompts</source>
        <translation>导出提示词</translation>
    </message>
    <message>
        <source>Saved as {0}.</source>
        <translation>已保存为 {0}。</translation>
    </message>
</context>
<context>
    <name>PromptForm</name>
    <message>
        <source>Insert</source>
        <translation>插入</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>PromptLibrary</name>
    <message>
        <source>Edit prompts…</source>
        <translation>编辑提示词…</translation>
    </message>
    <message>
        <source>Requests that you make again and again, under names. / in the chat opens them.</source>
        <translation>反复使用的请求，各有名称。在聊天中输入 / 即可打开。</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>提示词</translation>
    </message>
</context>
<context>
    <name>PurposeText</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Files of a repository</source>
        <translation>仓库的文件列表</translation>
    </message>
    <message>
        <source>Model card</source>
        <translation>模型介绍</translation>
    </message>
    <message>
        <source>Beginning of a model</source>
        <translation>模型文件的开头</translation>
    </message>
    <message>
        <source>Hashes of a model</source>
        <translation>模型的哈希值</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Check of the access token</source>
        <translation>检查访问令牌</translation>
    </message>
</context>
<context>
    <name>QuantizationDetails</name>
    <message>
        <source>Check exactly</source>
        <translation>精确检查</translation>
    </message>
    <message>
        <source>Reads the header…</source>
        <translation>正在读取文件头…</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Use this model</source>
        <translation>使用此模型</translation>
    </message>
    <message>
        <source>On its way</source>
        <translation>正在下载</translation>
    </message>
</context>
<context>
    <name>QuantizationText</name>
    <message>
        <source>size unknown</source>
        <translation>大小未知</translation>
    </message>
    <message>
        <source>{0} bits</source>
        <translation>{0} 位</translation>
    </message>
    <message>
        <source>about {0} bits</source>
        <translation>约 {0} 位</translation>
    </message>
    <message>
        <source>Loses a lot: for experiments</source>
        <translation>损失很大：仅供实验</translation>
    </message>
    <message>
        <source>Clearly weaker answers</source>
        <translation>回答明显变差</translation>
    </message>
    <message>
        <source>Somewhat weaker answers</source>
        <translation>回答略有变差</translation>
    </message>
    <message>
        <source>Good balance of size and quality</source>
        <translation>大小与质量均衡</translation>
    </message>
    <message>
        <source>Hardly any loss</source>
        <translation>几乎没有损失</translation>
    </message>
    <message>
        <source>As good as the original</source>
        <translation>与原版一样好</translation>
    </message>
    <message>
        <source>Not quantized: large and slow</source>
        <translation>未量化：又大又慢</translation>
    </message>
    <message>
        <source>{0} parts</source>
        <translation>{0} 个分卷</translation>
    </message>
</context>
<context>
    <name>QuickWindow</name>
    <message>
        <source>Open Parlance</source>
        <translation>打开 Parlance</translation>
    </message>
    <message>
        <source>Selected text</source>
        <translation>所选文本</translation>
    </message>
    <message>
        <source>From the clipboard</source>
        <translation>来自剪贴板</translation>
    </message>
    <message>
        <source>On Wayland the answer can only be copied.</source>
        <translation>在 Wayland 上只能复制结果。</translation>
    </message>
    <message>
        <source>Quick window</source>
        <translation>快捷窗口</translation>
    </message>
</context>
<context>
    <name>Reader</name>
    <message>
        <source>Save code</source>
        <translation>保存代码</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy message as Markdown</source>
        <translation>以 Markdown 复制消息</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>查找…</translation>
    </message>
</context>
<context>
    <name>RecommendationCard</name>
    <message>
        <source>Recommended for this computer</source>
        <translation>推荐用于这台电脑</translation>
    </message>
    <message>
        <source>All versions</source>
        <translation>所有版本</translation>
    </message>
    <message>
        <source>Use this model</source>
        <translation>使用此模型</translation>
    </message>
    <message>
        <source>On its way</source>
        <translation>正在下载</translation>
    </message>
    <message>
        <source>Asks the hub…</source>
        <translation>正在查询模型中心…</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>Recommendations</name>
    <message>
        <source>For this computer</source>
        <translation>适合这台电脑</translation>
    </message>
    <message>
        <source>{0} of memory, {1} of it free</source>
        <translation>内存 {0}，其中 {1} 可用</translation>
    </message>
    <message>
        <source>no graphics processor in use</source>
        <translation>未使用图形处理器</translation>
    </message>
    <message>
        <source>{memory}; {graphics}. The list came with Parlance: nothing was sent to make it.</source>
        <translation>{memory}；{graphics}。此列表随 Parlance 附带：生成它时没有发送任何数据。</translation>
    </message>
</context>
<context>
    <name>RepositoryPage</name>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Asks the hub about {0}…</source>
        <translation>正在向模型中心查询 {0}…</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Open its page in the browser</source>
        <translation>在浏览器中打开其页面</translation>
    </message>
    <message>
        <source>Model card</source>
        <translation>模型介绍</translation>
    </message>
    <message>
        <source>Licence: {0}</source>
        <translation>许可：{0}</translation>
    </message>
    <message>
        <source>No licence is named</source>
        <translation>未注明许可</translation>
    </message>
    <message>
        <source>This repository has no model that Parlance can run.</source>
        <translation>此仓库没有 Parlance 能运行的模型。</translation>
    </message>
    <message>
        <source>It needs a complete GGUF file. Look for the same name with GGUF behind it.</source>
        <translation>需要完整的 GGUF 文件。请查找名称相同、末尾带 GGUF 的仓库。</translation>
    </message>
    <message>
        <source>Fetches the model card…</source>
        <translation>正在获取模型介绍…</translation>
    </message>
    <message>
        <source>The authors ask you to accept their licence before the files can be downloaded.</source>
        <translation>作者要求你先接受许可，然后才能下载文件。</translation>
    </message>
    <message>
        <source>Accept it on the repository&apos;s page, signed in there, then add your access token in the settings. Mirrors cannot deliver these files.</source>
        <translation>请登录并在仓库页面上接受许可，然后在“设置”中添加访问令牌。镜像无法提供这些文件。</translation>
    </message>
    <message>
        <source>Open the page in the browser</source>
        <translation>在浏览器中打开页面</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>This repository has no model card.</source>
        <translation>此仓库没有模型介绍。</translation>
    </message>
    <message>
        <source>With {0} this model sees images too. Parlance works with text, and leaves it out.</source>
        <translation>配合 {0}，此模型还能识别图像。Parlance 只处理文本，因此不会下载该文件。</translation>
    </message>
    <message>
        <source>It can be read once the licence is accepted.</source>
        <translation>接受许可后即可查看。</translation>
    </message>
</context>
<context>
    <name>RepositoryText</name>
    <message>
        <source>{0} downloads a month</source>
        <translation>每月下载 {0} 次</translation>
    </message>
    <message>
        <source>{0} likes</source>
        <translation>{0} 人喜欢</translation>
    </message>
    <message>
        <source>Asks you to accept a licence</source>
        <translation>需接受许可</translation>
    </message>
    <message>
        <source>{0} parameters</source>
        <translation>{0} 参数</translation>
    </message>
    <message>
        <source>about {0}</source>
        <translation>约 {0}</translation>
    </message>
    <message>
        <source>about {0} to {1}</source>
        <translation>约 {0} 至 {1}</translation>
    </message>
    <message>
        <source>updated {0}</source>
        <translation>更新于 {0}</translation>
    </message>
    <message>
        <source>{0} tokens of context</source>
        <translation>{0} 词元上下文</translation>
    </message>
</context>
<context>
    <name>ResultPanel</name>
    <message>
        <source>Waiting for the model…</source>
        <translation>正在等待模型…</translation>
    </message>
    <message>
        <source>Looking for the answer…</source>
        <translation>正在寻找答案…</translation>
    </message>
    <message>
        <source>Preparing the text…</source>
        <translation>正在准备文本…</translation>
    </message>
    <message>
        <source>The text was changed after it was summarized, so the points are not linked to it.</source>
        <translation>生成摘要后文本有改动，因此要点未与文本关联。</translation>
    </message>
    <message>
        <source>Undo the changes, or summarize it again.</source>
        <translation>请撤销改动，或重新生成摘要。</translation>
    </message>
    <message>
        <source>Copy the summary</source>
        <translation>复制摘要</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy with references</source>
        <translation>连同出处一起复制</translation>
    </message>
    <message>
        <source>Save the summary</source>
        <translation>保存摘要</translation>
    </message>
    <message>
        <source>As Markdown…</source>
        <translation>存为 Markdown…</translation>
    </message>
    <message>
        <source>As HTML…</source>
        <translation>存为 HTML…</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Ask this text a question…</source>
        <translation>就这篇文本提问…</translation>
    </message>
    <message>
        <source>Question to the text</source>
        <translation>对文本的提问</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>提问</translation>
    </message>
    <message>
        <source>This summary is not complete.</source>
        <translation>这份摘要不完整。</translation>
    </message>
    <message>
        <source>What was found so far is kept.</source>
        <translation>已找到的内容会保留。</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>As a Word document…</source>
        <translation>存为 Word 文档…</translation>
    </message>
    <message>
        <source>The text was changed after it was translated.</source>
        <translation>翻译之后，原文已被修改。</translation>
    </message>
    <message>
        <source>Undo the changes, or translate it again.</source>
        <translation>请撤销修改，或重新翻译。</translation>
    </message>
    <message>
        <source>The document has sentences that are not translated: {0}.</source>
        <translation>文档中有 {0} 句未翻译。</translation>
    </message>
    <message>
        <source>They are listed below, each with its reason. In the document they stay as they are.</source>
        <translation>下方列出了这些句子及其原因。它们在文档中保持原样。</translation>
    </message>
    <message>
        <source>Save anyway</source>
        <translation>仍然保存</translation>
    </message>
    <message>
        <source>Saved as {0}.</source>
        <translation>已保存为 {0}。</translation>
    </message>
    <message>
        <source>Copy the translation</source>
        <translation>复制译文</translation>
    </message>
    <message>
        <source>Save the document</source>
        <translation>保存文档</translation>
    </message>
    <message>
        <source>The translation…</source>
        <translation>译文…</translation>
    </message>
    <message>
        <source>With the original above each part…</source>
        <translation>双语对照（原文在上）…</translation>
    </message>
    <message>
        <source>This translation is not complete.</source>
        <translation>此翻译尚未完成。</translation>
    </message>
    <message>
        <source>What was translated so far is kept.</source>
        <translation>已翻译的部分会保留。</translation>
    </message>
</context>
<context>
    <name>ResultText</name>
    <message>
        <source>Translation</source>
        <translation>译文</translation>
    </message>
    <message>
        <source>The translation will appear here.</source>
        <translation>译文将显示在这里。</translation>
    </message>
</context>
<context>
    <name>ResultView</name>
    <message>
        <source>Summary</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Up and Down go from point to point, Enter shows its source.</source>
        <translation>按上下方向键在要点间移动，按 Enter 查看出处。</translation>
    </message>
    <message>
        <source>The summary will appear here.</source>
        <translation>摘要会显示在这里。</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>Review</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Try all again</source>
        <translation>全部重试</translation>
    </message>
    <message>
        <source>Sentences to review</source>
        <translation>待查看的句子</translation>
    </message>
    <message>
        <source>1 sentence is kept in the source language</source>
        <translation>1 句保留原文</translation>
    </message>
    <message>
        <source>{0} sentences are kept in the source language</source>
        <translation>{0} 句保留原文</translation>
    </message>
</context>
<context>
    <name>RewritePanel</name>
    <message>
        <source>Variant</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>How it is shown</source>
        <translation>显示方式</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>改动</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Put this in the place of your text; Undo takes it back</source>
        <translation>用它替换你的文字；可以撤销</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Not in your text: {0}</source>
        <translation>你的文字中没有：{0}</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Waiting for the model…</source>
        <translation>正在等待模型…</translation>
    </message>
    <message>
        <source>The text has changed since, or this is in it already; it can be copied.</source>
        <translation>文字已有改动，或已替换为此版本；仍可复制。</translation>
    </message>
    <message>
        <source>Paragraphs without a usable answer, left as they are: {0}</source>
        <translation>因没有可用的回答而保持原样的段落：{0}</translation>
    </message>
    <message>
        <source>Rewritings of this text</source>
        <translation>本文的各次改写</translation>
    </message>
    <message>
        <source>{0}. {1}</source>
        <translation>{0}. {1}</translation>
    </message>
</context>
<context>
    <name>SafetyFindings</name>
    <message>
        <source>Forget and try again</source>
        <translation>清除记录并重试</translation>
    </message>
    <message>
        <source>Safer settings on this computer</source>
        <translation>这台电脑上的安全设置</translation>
    </message>
    <message>
        <source>The engine runs as it is set: nothing has made it stop on this computer.</source>
        <translation>引擎按设定运行：在这台电脑上没有出现过使其停止的问题。</translation>
    </message>
    <message>
        <source>The next load tries the settings as you have set them.</source>
        <translation>下次加载会按你的设置尝试。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Empty the field</source>
        <translation>清空</translation>
    </message>
</context>
<context>
    <name>SectionRows</name>
    <message>
        <source>Sections</source>
        <translation>各节</translation>
    </message>
</context>
<context>
    <name>SentenceCard</name>
    <message>
        <source>This sentence</source>
        <translation>此句</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Kept in the source language</source>
        <translation>保留原文</translation>
    </message>
    <message>
        <source>Other wordings</source>
        <translation>其他译法</translation>
    </message>
    <message>
        <source>Another word for “{0}”</source>
        <translation>“{0}”的其他词</translation>
    </message>
</context>
<context>
    <name>SentenceHelp</name>
    <message>
        <source>Looking for other wordings…</source>
        <translation>正在查找其他译法…</translation>
    </message>
    <message>
        <source>The model found no other wording.</source>
        <translation>模型没有找到其他译法。</translation>
    </message>
</context>
<context>
    <name>SettingsPane</name>
    <message>
        <source>Search settings</source>
        <translation>搜索设置</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>No setting is called “{0}”.</source>
        <translation>没有名为“{0}”的设置。</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>显示内容</translation>
    </message>
</context>
<context>
    <name>Shelf</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>ShortcutList</name>
    <message>
        <source>Search keyboard shortcuts</source>
        <translation>搜索键盘快捷键</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>所有页面</translation>
    </message>
</context>
<context>
    <name>SlashMenu</name>
    <message>
        <source>Prompts</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Edit prompts…</source>
        <translation>编辑提示词…</translation>
    </message>
</context>
<context>
    <name>SourcePanel</name>
    <message>
        <source>Opening {0}…</source>
        <translation>正在打开 {0}…</translation>
    </message>
    <message>
        <source>Open a document</source>
        <translation>打开文档</translation>
    </message>
    <message>
        <source>New text</source>
        <translation>新文本</translation>
    </message>
    <message>
        <source>1 page</source>
        <translation>1 页</translation>
    </message>
    <message>
        <source>{0} pages</source>
        <translation>{0} 页</translation>
    </message>
    <message>
        <source>{0} characters</source>
        <translation>{0} 个字符</translation>
    </message>
    <message>
        <source>{0} words</source>
        <translation>{0} 个词</translation>
    </message>
</context>
<context>
    <name>SourceText</name>
    <message>
        <source>Text to summarize</source>
        <translation>要生成摘要的文本</translation>
    </message>
    <message>
        <source>Text to translate</source>
        <translation>待翻译的文本</translation>
    </message>
</context>
<context>
    <name>Speaking</name>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>{0} hardly speaks this language: {1}.</source>
        <translation>{0} 几乎不懂这种语言：{1}。</translation>
    </message>
    <message>
        <source>It was made for: {0}. Expect mistakes, and sentences that are kept as they are. The Models pane has models that speak more.</source>
        <translation>该模型面向：{0}。译文可能有错误，部分句子会保留原文。“模型”面板中有支持更多语言的模型。</translation>
    </message>
</context>
<context>
    <name>SpeedTest</name>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Reads and writes a little, with different numbers of threads…</source>
        <translation>用不同的线程数各读写一小段…</translation>
    </message>
    <message>
        <source>Not measured on this computer yet.</source>
        <translation>尚未在这台电脑上测试。</translation>
    </message>
    <message>
        <source>Stop the test</source>
        <translation>停止测试</translation>
    </message>
    <message>
        <source>Test on this machine</source>
        <translation>在本机上测试</translation>
    </message>
    <message>
        <source>Here it writes {writing} tokens/s and reads {reading} tokens/s.</source>
        <translation>本机每秒写 {writing} 个词元，读 {reading} 个词元。</translation>
    </message>
    <message>
        <source>Best number of processor threads here: {writing} for writing, {reading} for reading.</source>
        <translation>本机最佳的处理器线程数：写 {writing}，读 {reading}。</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Loading {0}, {1} %…</source>
        <translation>正在载入 {0}，{1} %…</translation>
    </message>
    <message>
        <source>{0} is at work on something else ({1}); this comes next.</source>
        <translation>{0} 正在处理其他任务（{1}），接下来就轮到这项。</translation>
    </message>
    <message>
        <source>Waiting for {0}…</source>
        <translation>正在等待 {0}…</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Parlance makes no network request at all.</source>
        <translation>Parlance 不发送任何网络请求。</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>本地</translation>
    </message>
    <message>
        <source>Models run on this computer. The network is used only for what you start yourself.</source>
        <translation>模型在这台电脑上运行。只有你发起的操作才会使用网络。</translation>
    </message>
    <message>
        <source>No model loaded</source>
        <translation>未加载模型</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>{device}: {layers} of {total} layers</source>
        <translation>{device}：{layers}/{total} 层</translation>
    </message>
    <message>
        <source>CPU, {0} threads</source>
        <translation>CPU，{0} 个线程</translation>
    </message>
    <message>
        <source>CPU, 1 thread</source>
        <translation>CPU，1 个线程</translation>
    </message>
    <message>
        <source>This build of llama.cpp has no support for graphics cards.</source>
        <translation>此版本的 llama.cpp 不支持显卡。</translation>
    </message>
    <message>
        <source>No layers were put on a graphics card. Settings say how many may be.</source>
        <translation>没有把任何层放到显卡上。可在“设置”中指定层数。</translation>
    </message>
    <message>
        <source>{0} tokens/s</source>
        <translation>{0} 词元/秒</translation>
    </message>
    <message>
        <source>Memory that the engine holds</source>
        <translation>引擎占用的内存</translation>
    </message>
    <message>
        <source>Working: {0}</source>
        <translation>正在处理：{0}</translation>
    </message>
    <message>
        <source>Waiting: {0}</source>
        <translation>等待中：{0}</translation>
    </message>
    <message>
        <source>Click to end any of it</source>
        <translation>点击可停止其中任何一项</translation>
    </message>
    <message>
        <source>Stop: {0}</source>
        <translation>停止：{0}</translation>
    </message>
</context>
<context>
    <name>SummarizePane</name>
    <message>
        <source>Summaries</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>New summary</source>
        <translation>新摘要</translation>
    </message>
    <message>
        <source>Search summaries</source>
        <translation>搜索摘要</translation>
    </message>
    <message>
        <source>Your summaries will be listed here, with their texts.</source>
        <translation>你的摘要及其文本会列在这里。</translation>
    </message>
    <message>
        <source>The summary “{0}” and its text were deleted.</source>
        <translation>已删除摘要“{0}”及其文本。</translation>
    </message>
    <message>
        <source>Save the summary</source>
        <translation>保存摘要</translation>
    </message>
    <message>
        <source>Drop to summarize</source>
        <translation>松开后即可生成摘要</translation>
    </message>
</context>
<context>
    <name>TemporaryMark</name>
    <message>
        <source>Temporary chat: nothing is kept, and it is gone when you leave it.</source>
        <translation>临时对话：不保留任何内容，离开后即消失。</translation>
    </message>
</context>
<context>
    <name>TextField</name>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Nothing is selected or copied: write or paste a text, or just ask.</source>
        <translation>没有选中或复制任何内容：可以输入或粘贴文本，也可以直接提问。</translation>
    </message>
</context>
<context>
    <name>TextWelcome</name>
    <message>
        <source>Open a document…</source>
        <translation>打开文档…</translation>
    </message>
    <message>
        <source>Or try a sample:</source>
        <translation>或试试示例：</translation>
    </message>
    <message>
        <source>Sample text: {0}</source>
        <translation>示例文本：{0}</translation>
    </message>
</context>
<context>
    <name>TimeText</name>
    <message>
        <source>{0} min left</source>
        <translation>剩余 {0} 分钟</translation>
    </message>
    <message>
        <source>{0} s left</source>
        <translation>剩余 {0} 秒</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} 秒</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} 分钟</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0} 小时 {1} 分钟</translation>
    </message>
</context>
<context>
    <name>TokenCard</name>
    <message>
        <source>{0}  was {1} likely</source>
        <translation>{0}  的概率为 {1}</translation>
    </message>
</context>
<context>
    <name>TokenView</name>
    <message>
        <source>No model is loaded that could say how likely these words are.</source>
        <translation>没有加载模型，无法计算这些词的概率。</translation>
    </message>
    <message>
        <source>How sure the model was is being computed, {0} %</source>
        <translation>正在计算模型的把握程度，{0}%</translation>
    </message>
    <message>
        <source>The darker, the less likely {0} finds it, before temperature and the like. Point at a word to see what else could have stood there.</source>
        <translation>颜色越深，表示 {0} 认为该词的概率越低（未计入温度等采样设置）。把指针移到词上可查看其他候选。</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>What to do</source>
        <translation>要做什么</translation>
    </message>
    <message>
        <source>Proofread</source>
        <translation>校对</translation>
    </message>
    <message>
        <source>Rewrite</source>
        <translation>改写</translation>
    </message>
    <message>
        <source>Words that are never changed</source>
        <translation>永不改动的词</translation>
    </message>
    <message>
        <source>Words never to change, with commas</source>
        <translation>永不改动的词，用逗号分隔</translation>
    </message>
    <message>
        <source>How to rewrite it</source>
        <translation>如何改写</translation>
    </message>
    <message>
        <source>As I say…</source>
        <translation>按我的要求…</translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>指令</translation>
    </message>
    <message>
        <source>What should become of the text?</source>
        <translation>要把这段文字改成什么样？</translation>
    </message>
    <message>
        <source>How many variants</source>
        <translation>写几个版本</translation>
    </message>
    <message>
        <source>1 variant</source>
        <translation>1 个版本</translation>
    </message>
    <message>
        <source>{0} variants</source>
        <translation>{0} 个版本</translation>
    </message>
    <message>
        <source>Open a document</source>
        <translation>打开文档</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Rewrite selection</source>
        <translation>改写选中部分</translation>
    </message>
    <message>
        <source>Name of the preset</source>
        <translation>预设名称</translation>
    </message>
    <message>
        <source>Keep it as…</source>
        <translation>存为预设…</translation>
    </message>
    <message>
        <source>A name, then Enter: the instruction becomes a preset</source>
        <translation>输入名称后按回车：这条指令会成为预设</translation>
    </message>
    <message>
        <source>Delete this preset</source>
        <translation>删除此预设</translation>
    </message>
    <message>
        <source>From</source>
        <translation>源语言</translation>
    </message>
    <message>
        <source>To</source>
        <translation>目标语言</translation>
    </message>
    <message>
        <source>Swap the languages</source>
        <translation>交换语言</translation>
    </message>
    <message>
        <source>Tone, notes, words to keep</source>
        <translation>语气、说明与保留词</translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation>术语表</translation>
    </message>
    <message>
        <source>Translate the clipboard</source>
        <translation>翻译剪贴板</translation>
    </message>
    <message>
        <source>Translate</source>
        <translation>翻译</translation>
    </message>
    <message>
        <source>Translation memory</source>
        <translation>翻译记忆</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>起草</translation>
    </message>
    <message>
        <source>Back to the draft</source>
        <translation>放回草稿</translation>
    </message>
    <message>
        <source>Put the text as it is now in its place in the draft</source>
        <translation>把现在的文字放回草稿中原来的位置</translation>
    </message>
    <message>
        <source>Continue here</source>
        <translation>从这里续写</translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>You: {0}</source>
        <translation>你：{0}</translation>
    </message>
    <message>
        <source>Answer: {0}</source>
        <translation>回答：{0}</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>复制代码</translation>
    </message>
    <message>
        <source>Save code to a file</source>
        <translation>将代码保存为文件</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>The model no longer sees what stands above</source>
        <translation>模型已看不到以上内容</translation>
    </message>
    <message>
        <source>Thinking…</source>
        <translation>正在思考…</translation>
    </message>
    <message>
        <source>Thoughts</source>
        <translation>思考过程</translation>
    </message>
    <message>
        <source>Thought for {0} s</source>
        <translation>思考了 {0} 秒</translation>
    </message>
    <message>
        <source>Thought for {0} min {1} s</source>
        <translation>思考了 {0} 分 {1} 秒</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>已固定</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Edit the summary</source>
        <translation>编辑摘要</translation>
    </message>
</context>
<context>
    <name>TranscriptFeed</name>
    <message>
        <source>Waiting for the model…</source>
        <translation>正在等待模型…</translation>
    </message>
    <message>
        <source>Summarising what no longer fits…</source>
        <translation>正在总结已放不下的内容…</translation>
    </message>
    <message>
        <source>Reading your text, {0} %</source>
        <translation>正在阅读文本，{0}%</translation>
    </message>
    <message>
        <source>Reading your text, {0} %, {1} s left</source>
        <translation>正在阅读文本，{0}%，剩余 {1} 秒</translation>
    </message>
</context>
<context>
    <name>TranslatePane</name>
    <message>
        <source>Translations</source>
        <translation>翻译</translation>
    </message>
    <message>
        <source>New translation</source>
        <translation>新翻译</translation>
    </message>
    <message>
        <source>Search translations</source>
        <translation>搜索翻译</translation>
    </message>
    <message>
        <source>Your translations will be listed here, with their texts.</source>
        <translation>你的翻译及其文本会列在这里。</translation>
    </message>
    <message>
        <source>The translation “{0}” and its text were deleted.</source>
        <translation>已删除翻译“{0}”及其文本。</translation>
    </message>
    <message>
        <source>Drop to translate</source>
        <translation>松开后即可翻译</translation>
    </message>
</context>
<context>
    <name>TrashPage</name>
    <message>
        <source>Back to the library</source>
        <translation>返回模型库</translation>
    </message>
    <message>
        <source>Empty the trash</source>
        <translation>清空回收站</translation>
    </message>
    <message>
        <source>Removed models</source>
        <translation>已移除的模型</translation>
    </message>
    <message>
        <source>They take room on the disk until they are deleted for good, {0} days after removal.</source>
        <translation>移除 {0} 天后会永久删除，在此之前仍占用磁盘空间。</translation>
    </message>
    <message>
        <source>What is in the trash will be deleted for good, which frees {0} of the disk.</source>
        <translation>回收站中的内容将被永久删除，可释放 {0} 磁盘空间。</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>永久删除</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Open Parlance</source>
        <translation>打开 Parlance</translation>
    </message>
    <message>
        <source>Quick window</source>
        <translation>快捷窗口</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>“Quit” in this icon&apos;s menu ends it, as does Ctrl+Q in the window.</source>
        <translation>用此图标菜单中的“退出”或窗口中的 Ctrl+Q 即可结束。</translation>
    </message>
    <message>
        <source>Parlance keeps running</source>
        <translation>Parlance 仍在运行</translation>
    </message>
</context>
<context>
    <name>VariantsMenu</name>
    <message>
        <source>Always the likeliest words (temperature 0)</source>
        <translation>始终取概率最高的词（温度 0）</translation>
    </message>
    <message>
        <source>Balanced (temperature {0})</source>
        <translation>适中（温度 {0}）</translation>
    </message>
    <message>
        <source>More surprising (temperature {0})</source>
        <translation>更多变化（温度 {0}）</translation>
    </message>
    <message>
        <source>As “{0}”</source>
        <translation>按“{0}”预设</translation>
    </message>
    <message>
        <source>By {0}</source>
        <translation>由 {0} 回答</translation>
    </message>
</context>
<context>
    <name>Verification</name>
    <message>
        <source>Verify again</source>
        <translation>重新校验</translation>
    </message>
    <message>
        <source>Download it again</source>
        <translation>重新下载</translation>
    </message>
    <message>
        <source>Reading the file</source>
        <translation>正在读取文件</translation>
    </message>
    <message>
        <source>Stop reading the file</source>
        <translation>停止读取文件</translation>
    </message>
    <message>
        <source>Integrity</source>
        <translation>完整性</translation>
    </message>
    <message>
        <source>It was not downloaded by Parlance, so nobody has said what its bytes must be.</source>
        <translation>此文件不是由 Parlance 下载的，因此无从得知正确的内容。</translation>
    </message>
    <message>
        <source>The file is not what the hub offers: it is damaged or was changed.</source>
        <translation>此文件与模型中心提供的不一致：已损坏或被更改。</translation>
    </message>
    <message>
        <source>Verified: every byte is as the hub offers it (SHA-256).</source>
        <translation>已校验：每个字节都与模型中心提供的一致（SHA-256）。</translation>
    </message>
    <message>
        <source>Changed since it was verified, or not verified yet.</source>
        <translation>校验后有改动，或尚未校验。</translation>
    </message>
    <message>
        <source>It is downloaded again, and replaces the damaged file when it is right.</source>
        <translation>正在重新下载，确认无误后会替换损坏的文件。</translation>
    </message>
</context>
<context>
    <name>Wakefulness</name>
    <message>
        <source>Parlance is working on a text</source>
        <translation>Parlance 正在处理文本</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>What shall we work on?</source>
        <translation>今天想做点什么？</translation>
    </message>
    <message>
        <source>The model runs on this computer. What you write here does not leave it.</source>
        <translation>模型在这台电脑上运行。你在这里写的内容不会离开本机。</translation>
    </message>
    <message>
        <source>A summary that can be checked</source>
        <translation>可以核对的摘要</translation>
    </message>
    <message>
        <source>Paste a text, write one, or drop a file here: PDF, Word, EPUB, HTML, Markdown, subtitles, plain text. Every section is read, and every point leads back to its place.</source>
        <translation>粘贴或输入文本，或把文件拖到这里：PDF、Word、EPUB、HTML、Markdown、字幕、纯文本。每个章节都会读到，每个要点都能回到原文。</translation>
    </message>
    <message>
        <source>The model runs on this computer. The text does not leave it.</source>
        <translation>模型在这台电脑上运行。文本不会离开本机。</translation>
    </message>
    <message>
        <source>Corrections that you decide on</source>
        <translation>改不改，由你决定</translation>
    </message>
    <message>
        <source>Write or paste a text. Proofread shows every correction in it, to accept or reject one by one; Rewrite says all of it, or what you select, in other words.</source>
        <translation>写下或粘贴一段文字。“校对”会在文中标出每一处修改，可逐一接受或拒绝；“改写”会把全文或选中的部分换一种说法。</translation>
    </message>
    <message>
        <source>Code, addresses and markup are never changed. What may change the meaning is marked and waits for you. The model runs on this computer.</source>
        <translation>代码、网址和标记永不改动。可能改变原意的修改会标出，等你决定。模型在本机运行。</translation>
    </message>
    <message>
        <source>A translation in which nothing is lost</source>
        <translation>一句不漏的翻译</translation>
    </message>
    <message>
        <source>Write or paste a text, or drop a document here; it comes back in the same format. Every sentence is translated, or marked with the reason why it was not.</source>
        <translation>在此输入或粘贴文本，或拖入文档，译文保持原格式。每一句都会翻译；未能翻译的会标出原因。</translation>
    </message>
    <message>
        <source>Point at a sentence to see its partner, click it for other wordings, or write into the translation: your words are remembered.</source>
        <translation>指向一句可看到对应的句子，点击可查看其他译法；也可直接修改译文，你的译法会被记住。</translation>
    </message>
    <message>
        <source>Translate the clipboard</source>
        <translation>翻译剪贴板</translation>
    </message>
    <message>
        <source>Why is the sky blue?</source>
        <translation>天空为什么是蓝色的？</translation>
    </message>
    <message>
        <source>Give me five ideas for a rainy Sunday.</source>
        <translation>下雨的星期天做什么好？给我五个点子。</translation>
    </message>
    <message>
        <source>Write a short e-mail that moves our meeting to Thursday.</source>
        <translation>写一封简短的邮件，把我们的会议改到周四。</translation>
    </message>
    <message>
        <source>Explain something to me</source>
        <translation>解释一个问题</translation>
    </message>
    <message>
        <source>Draft an e-mail</source>
        <translation>起草一封邮件</translation>
    </message>
    <message>
        <source>Find ideas</source>
        <translation>出出主意</translation>
    </message>
</context>
<context>
    <name>WelcomePane</name>
    <message>
        <source>Welcome to Parlance</source>
        <translation>欢迎使用 Parlance</translation>
    </message>
    <message>
        <source>The model to begin with</source>
        <translation>从哪个模型开始</translation>
    </message>
    <message>
        <source>It arrives while you work, and you are told when it is here.</source>
        <translation>下载在后台进行，不耽误你使用；完成后会通知你。</translation>
    </message>
    <message>
        <source>Chat, summarize, translate, proofread and rewrite with a language model.</source>
        <translation>用语言模型对话、写摘要、翻译、校对和改写。</translation>
    </message>
    <message>
        <source>The model runs on this computer: nothing that you write leaves it.</source>
        <translation>模型就在这台电脑上运行，你写的内容不会离开本机。</translation>
    </message>
    <message>
        <source>Models come from the network when you ask for one; offline, nothing does.</source>
        <translation>只有你要下载模型时才会联网；离线模式下则完全不联网。</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>{0} of 1 section read</source>
        <translation>已读 {0}/1 个章节</translation>
    </message>
    <message>
        <source>{0} of {1} sections read</source>
        <translation>已读 {0}/{1} 个章节</translation>
    </message>
    <message>
        <source>Dividing the text into sections…</source>
        <translation>正在划分章节…</translation>
    </message>
    <message>
        <source>Reading the sections</source>
        <translation>正在阅读章节</translation>
    </message>
    <message>
        <source>Writing point {0} of {1}</source>
        <translation>正在写第 {0} 个要点，共 {1} 个</translation>
    </message>
    <message>
        <source>Writing the points</source>
        <translation>正在写要点</translation>
    </message>
    <message>
        <source>Putting the points together</source>
        <translation>正在汇总要点</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Page {0}</source>
        <translation>第 {0} 页</translation>
    </message>
    <message>
        <source>The document&apos;s own sentence</source>
        <translation>原文句子</translation>
    </message>
    <message>
        <source>Little of its wording stands in the passages it rests on</source>
        <translation>用词与所依据的原文段落很少重合</translation>
    </message>
    <message>
        <source>Its passages do not say: {0}</source>
        <translation>所依据的原文段落没有提到：{0}</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>the number “{0}”</source>
        <translation>数字“{0}”</translation>
    </message>
    <message>
        <source>the date “{0}”</source>
        <translation>日期“{0}”</translation>
    </message>
    <message>
        <source>the name “{0}”</source>
        <translation>名称“{0}”</translation>
    </message>
    <message>
        <source>the quotation “{0}”</source>
        <translation>引文“{0}”</translation>
    </message>
    <message>
        <source>the negation “{0}”</source>
        <translation>否定词“{0}”</translation>
    </message>
    <message>
        <source>the address “{0}”</source>
        <translation>地址“{0}”</translation>
    </message>
    <message>
        <source>“{0}”</source>
        <translation>“{0}”</translation>
    </message>
    <message>
        <source>The passages that this point rests on do not say this: {0}.</source>
        <translation>此要点所依据的原文段落没有提到：{0}。</translation>
    </message>
    <message>
        <source>Checked: whether the numbers, dates, names, quotations, negations and addresses of a point, and most of its words, stand in the passages it rests on. What does not is underlined. Whether a statement is true, or rightly understood, is not checked.</source>
        <translation>已核对：要点中的数字、日期、名称、引文、否定词和地址，以及大部分用词，是否出现在所依据的原文段落中。未出现的会加下划线。陈述是否属实、理解是否正确，不在核对范围内。</translation>
    </message>
    <message>
        <source>Point {0}: {1}</source>
        <translation>要点 {0}：{1}</translation>
    </message>
    <message>
        <source>{0} {1}.</source>
        <translation>{0} {1}。</translation>
    </message>
    <message>
        <source>No point rests on this passage.</source>
        <translation>没有要点依据此段落。</translation>
    </message>
    <message>
        <source>Point {0} rests on this passage.</source>
        <translation>要点 {0} 依据此段落。</translation>
    </message>
    <message>
        <source>These points rest on this passage: {0}</source>
        <translation>以下要点依据此段落：{0}</translation>
    </message>
    <message>
        <source>Not carried by the text</source>
        <translation>没有原文依据</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>出处</translation>
    </message>
    <message>
        <source>This text names no action items and no decisions.</source>
        <translation>文中没有行动项，也没有作出决定。</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>没有找到内容。</translation>
    </message>
    <message>
        <source>Action items</source>
        <translation>行动项</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>决定</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>谁</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>No passage has words in common with this question. What is shown says most about the text as a whole.</source>
        <translation>文中没有与这个问题用词相同的段落，以下是最能代表全文的内容。</translation>
    </message>
    <message>
        <source>Looked for: {0}</source>
        <translation>查找内容：{0}</translation>
    </message>
    <message>
        <source>{0} of 1 sentence accounted for</source>
        <translation>共 1 句，已处理 {0} 句</translation>
    </message>
    <message>
        <source>{0} of {1} sentences accounted for</source>
        <translation>共 {1} 句，已处理 {0} 句</translation>
    </message>
    <message>
        <source>{0} translated</source>
        <translation>{0} 句已翻译</translation>
    </message>
    <message>
        <source>{0} from memory</source>
        <translation>{0} 句来自翻译记忆</translation>
    </message>
    <message>
        <source>{0} unchanged</source>
        <translation>{0} 句无需翻译</translation>
    </message>
    <message>
        <source>{0} kept in the source language</source>
        <translation>{0} 句保留原文</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>Translating sentence {0} of {1}</source>
        <translation>正在翻译第 {0} 句，共 {1} 句</translation>
    </message>
    <message>
        <source>Detect language</source>
        <translation>检测语言</translation>
    </message>
    <message>
        <source>Probably {0} ({1} %)</source>
        <translation>可能是{0}（{1}%）</translation>
    </message>
    <message>
        <source>{0} ({1} % sure)</source>
        <translation>{0}（可信度 {1}%）</translation>
    </message>
    <message>
        <source>The model gave no translation.</source>
        <translation>模型没有给出译文。</translation>
    </message>
    <message>
        <source>{0}.</source>
        <translation>{0}。</translation>
    </message>
    <message>
        <source>The model gave no translation</source>
        <translation>模型没有给出译文</translation>
    </message>
    <message>
        <source>The model repeated the sentence instead of translating it</source>
        <translation>模型重复了原句，没有翻译</translation>
    </message>
    <message>
        <source>The answer was not in this language: {1}</source>
        <translation>答复不是这种语言：{1}</translation>
    </message>
    <message>
        <source>The number “{0}” was missing</source>
        <translation>缺少数字“{0}”</translation>
    </message>
    <message>
        <source>The date “{0}” was missing</source>
        <translation>缺少日期“{0}”</translation>
    </message>
    <message>
        <source>The unit “{0}” was missing</source>
        <translation>缺少单位“{0}”</translation>
    </message>
    <message>
        <source>The address “{0}” was missing</source>
        <translation>缺少地址“{0}”</translation>
    </message>
    <message>
        <source>The placeholder or markup “{0}” was missing or in a wrong place</source>
        <translation>占位符或标记“{0}”缺失或位置不对</translation>
    </message>
    <message>
        <source>The glossary&apos;s translation of “{0}” was missing</source>
        <translation>缺少术语表中“{0}”的译法</translation>
    </message>
    <message>
        <source>“{0}” was to be kept as it is, and was not</source>
        <translation>“{0}”应保持原样，但未保留</translation>
    </message>
    <message>
        <source>The model repeated itself without end</source>
        <translation>模型不断重复</translation>
    </message>
    <message>
        <source>The answer was far too long</source>
        <translation>答复过长</translation>
    </message>
    <message>
        <source>The answer was far too short</source>
        <translation>答复过短</translation>
    </message>
    <message>
        <source>The answer was that of another sentence once more</source>
        <translation>答复与另一句的译文相同</translation>
    </message>
    <message>
        <source>The answer belonged to another sentence</source>
        <translation>答复对应的是另一句</translation>
    </message>
    <message>
        <source>The sentence is too long for the model&apos;s context</source>
        <translation>句子太长，超出模型的上下文</translation>
    </message>
    <message>
        <source>{0} translated by a model that hardly speaks this language: {1}</source>
        <translation>{0} 句由几乎不懂{1}的模型翻译</translation>
    </message>
</context>
<context>
    <name>WritePane</name>
    <message>
        <source>Drop to open the text</source>
        <translation>松开即可打开文本</translation>
    </message>
</context>
<context>
    <name>Writings</name>
    <message>
        <source>Texts</source>
        <translation>文稿</translation>
    </message>
    <message>
        <source>New text</source>
        <translation>新文稿</translation>
    </message>
    <message>
        <source>Search texts</source>
        <translation>搜索文稿</translation>
    </message>
    <message>
        <source>Texts that you have proofread or rewritten will be listed here.</source>
        <translation>校对或改写过的文稿会列在这里。</translation>
    </message>
    <message>
        <source>The text “{0}” was deleted.</source>
        <translation>已删除文稿“{0}”。</translation>
    </message>
</context>
<context>
    <name>_AdapterRow</name>
    <message>
        <source>Take {0} out</source>
        <translation>移除 {0}</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0} %</translation>
    </message>
</context>
<context>
    <name>_Alternative</name>
    <message>
        <source>(the answer ends)</source>
        <translation>（回答结束）</translation>
    </message>
    <message>
        <source>(part of a character)</source>
        <translation>（字符的一部分）</translation>
    </message>
    <message>
        <source>Go on from here with this instead</source>
        <translation>改用这个词，从这里继续</translation>
    </message>
</context>
<context>
    <name>_Chip</name>
    <message>
        <source>Remove {0}</source>
        <translation>移除 {0}</translation>
    </message>
    <message>
        <source>being read…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>{0} characters</source>
        <translation>{0} 个字符</translation>
    </message>
    <message>
        <source>{0} tokens: too long</source>
        <translation>{0} 个词元：过长</translation>
    </message>
    <message>
        <source>{0} tokens</source>
        <translation>{0} 个词元</translation>
    </message>
    <message>
        <source>What the model is sent of {0}</source>
        <translation>{0} 中发送给模型的内容</translation>
    </message>
</context>
<context>
    <name>_LanguagePopup</name>
    <message>
        <source>Search languages</source>
        <translation>搜索语言</translation>
    </message>
    <message>
        <source>No such language.</source>
        <translation>没有这种语言。</translation>
    </message>
    <message>
        <source>Used last</source>
        <translation>最近使用</translation>
    </message>
    <message>
        <source>All languages</source>
        <translation>所有语言</translation>
    </message>
</context>
<context>
    <name>_ModelPopup</name>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>There is no model yet. Import a GGUF file to begin.</source>
        <translation>还没有模型。请先导入 GGUF 文件。</translation>
    </message>
    <message>
        <source>Import a model…</source>
        <translation>导入模型…</translation>
    </message>
</context>
<context>
    <name>_Notes</name>
    <message>
        <source>The model has answered nothing. Try it in other words.</source>
        <translation>模型没有给出回答。请换一种说法再试。</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>没有任何改动。</translation>
    </message>
    <message>
        <source>Corrections that may change what is said, and were not made: {0}.</source>
        <translation>可能改变原意而未采用的修改：{0} 处。</translation>
    </message>
    <message>
        <source>Parts without a usable answer, left as they were: {0}.</source>
        <translation>没有可用结果而保持原样的部分：{0} 处。</translation>
    </message>
    <message>
        <source>Not in your text: {0}.</source>
        <translation>你的文本中没有：{0}。</translation>
    </message>
</context>
<context>
    <name>_OptionRow</name>
    <message>
        <source>Back to the default: {0}</source>
        <translation>恢复默认值：{0}</translation>
    </message>
</context>
<context>
    <name>_Removed</name>
    <message>
        <source>Restore</source>
        <translation>还原</translation>
    </message>
    <message>
        <source>kept until {0}</source>
        <translation>保留至 {0}</translation>
    </message>
</context>
<context>
    <name>_RequestRows</name>
    <message>
        <source>no answer</source>
        <translation>无响应</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>Write this section again: {0}</source>
        <translation>重写这一节：{0}</translation>
    </message>
</context>
<context>
    <name>_Side</name>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Go on with this answer</source>
        <translation>采用这个回答继续</translation>
    </message>
</context>
<context>
    <name>_View</name>
    <message>
        <source>Rewritten text</source>
        <translation>改写后的文字</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>New in this pane</source>
        <translation>在当前页面新建</translation>
    </message>
    <message>
        <source>Search in this pane</source>
        <translation>在当前页面搜索</translation>
    </message>
    <message>
        <source>Go to the text field</source>
        <translation>转到输入框</translation>
    </message>
    <message>
        <source>Show or hide the list</source>
        <translation>显示或隐藏列表</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>选择模型</translation>
    </message>
    <message>
        <source>Import a model…</source>
        <translation>导入模型…</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Text in its normal size</source>
        <translation>恢复文字大小</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Show the first page</source>
        <translation>显示欢迎页</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Temporary chat: nothing is kept</source>
        <translation>临时对话：不保留任何内容</translation>
    </message>
    <message>
        <source>Attach a document…</source>
        <translation>附加文档…</translation>
    </message>
    <message>
        <source>Choose how the model talks</source>
        <translation>选择模型的说话方式</translation>
    </message>
    <message>
        <source>Find in the conversation</source>
        <translation>在对话中查找</translation>
    </message>
    <message>
        <source>Send the message</source>
        <translation>发送消息</translation>
    </message>
    <message>
        <source>Begin a new line</source>
        <translation>换行</translation>
    </message>
    <message>
        <source>Bring back an earlier message, in an empty field</source>
        <translation>在空输入框中：调出以前的消息</translation>
    </message>
    <message>
        <source>Use a prompt, in an empty field</source>
        <translation>在空输入框中：使用提示词</translation>
    </message>
    <message>
        <source>Stop the answer</source>
        <translation>停止回答</translation>
    </message>
    <message>
        <source>Next message of the conversation</source>
        <translation>对话中的下一条消息</translation>
    </message>
    <message>
        <source>Previous message of the conversation</source>
        <translation>对话中的上一条消息</translation>
    </message>
    <message>
        <source>Rename what is chosen in the list</source>
        <translation>重命名列表中选中的项目</translation>
    </message>
    <message>
        <source>Archived conversations</source>
        <translation>已归档的对话</translation>
    </message>
    <message>
        <source>Conversations in the trash</source>
        <translation>回收站中的对话</translation>
    </message>
    <message>
        <source>Import a conversation…</source>
        <translation>导入对话…</translation>
    </message>
    <message>
        <source>Summarize</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Open a document…</source>
        <translation>打开文档…</translation>
    </message>
    <message>
        <source>Translate</source>
        <translation>翻译</translation>
    </message>
    <message>
        <source>Translate the clipboard</source>
        <translation>翻译剪贴板</translation>
    </message>
    <message>
        <source>Swap the languages</source>
        <translation>交换语言</translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation>术语表</translation>
    </message>
    <message>
        <source>Translation memory</source>
        <translation>翻译记忆</translation>
    </message>
    <message>
        <source>Proofread, rewrite, go on writing</source>
        <translation>校对、改写或续写</translation>
    </message>
    <message>
        <source>Next edit</source>
        <translation>下一处修改</translation>
    </message>
    <message>
        <source>Previous edit</source>
        <translation>上一处修改</translation>
    </message>
    <message>
        <source>Accept this edit</source>
        <translation>接受这处修改</translation>
    </message>
    <message>
        <source>Reject this edit</source>
        <translation>拒绝这处修改</translation>
    </message>
    <message>
        <source>Rewrite with a preset of your own</source>
        <translation>用自己的预设改写</translation>
    </message>
    <message>
        <source>Take the words that are suggested</source>
        <translation>采用全部建议文字</translation>
    </message>
    <message>
        <source>Take one of the words that are suggested</source>
        <translation>采用建议中的一个词</translation>
    </message>
    <message>
        <source>Discover models on the hub</source>
        <translation>在模型中心发现模型</translation>
    </message>
    <message>
        <source>Find models of other programs…</source>
        <translation>查找其他程序的模型…</translation>
    </message>
    <message>
        <source>Models in the trash</source>
        <translation>回收站中的模型</translation>
    </message>
    <message>
        <source>Log of this run, and a report</source>
        <translation>本次运行的日志与报告</translation>
    </message>
    <message>
        <source>About Parlance</source>
        <translation>关于 Parlance</translation>
    </message>
</context>
<context>
    <name>draft</name>
    <message>
        <source>Article</source>
        <translation>文章</translation>
    </message>
    <message>
        <source>Blog post</source>
        <translation>博客</translation>
    </message>
    <message>
        <source>News</source>
        <translation>新闻</translation>
    </message>
    <message>
        <source>Story</source>
        <translation>故事</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>信件</translation>
    </message>
    <message>
        <source>Short</source>
        <translation>短</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>中等</translation>
    </message>
    <message>
        <source>Long</source>
        <translation>长</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>体裁</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>篇幅</translation>
    </message>
</context>
<context>
    <name>edits</name>
    <message>
        <source>Spelling</source>
        <translation>拼写</translation>
    </message>
    <message>
        <source>Grammar</source>
        <translation>语法</translation>
    </message>
    <message>
        <source>Punctuation</source>
        <translation>标点</translation>
    </message>
    <message>
        <source>Word choice</source>
        <translation>用词</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>文体</translation>
    </message>
    <message>
        <source>Changes a number or a date</source>
        <translation>改动了数字或日期</translation>
    </message>
    <message>
        <source>Changes a name or an address</source>
        <translation>改动了名称或地址</translation>
    </message>
    <message>
        <source>Changes a negation</source>
        <translation>改动了否定</translation>
    </message>
    <message>
        <source>May change the meaning</source>
        <translation>可能改变原意</translation>
    </message>
    <message>
        <source>Missing comma</source>
        <translation>缺少逗号</translation>
    </message>
    <message>
        <source>Needless comma</source>
        <translation>多余的逗号</translation>
    </message>
    <message>
        <source>Missing end of sentence</source>
        <translation>缺少句末标点</translation>
    </message>
    <message>
        <source>Needless mark</source>
        <translation>多余的标点</translation>
    </message>
    <message>
        <source>Apostrophe</source>
        <translation>撇号</translation>
    </message>
    <message>
        <source>Spacing</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Punctuation mark</source>
        <translation>标点符号</translation>
    </message>
    <message>
        <source>Capital or small letter</source>
        <translation>大小写</translation>
    </message>
    <message>
        <source>Written together or apart</source>
        <translation>连写或分写</translation>
    </message>
    <message>
        <source>Misspelt word</source>
        <translation>拼写错误</translation>
    </message>
    <message>
        <source>Words that are easily confused</source>
        <translation>易混淆的字词</translation>
    </message>
    <message>
        <source>Wrong character</source>
        <translation>错别字</translation>
    </message>
    <message>
        <source>Form of the word</source>
        <translation>词形</translation>
    </message>
    <message>
        <source>Article</source>
        <translation>冠词</translation>
    </message>
    <message>
        <source>Function word</source>
        <translation>虚词</translation>
    </message>
    <message>
        <source>Repeated word</source>
        <translation>重复的词</translation>
    </message>
    <message>
        <source>Order of the words</source>
        <translation>词序</translation>
    </message>
    <message>
        <source>Another word</source>
        <translation>换用别的词</translation>
    </message>
    <message>
        <source>Words added</source>
        <translation>增加了词语</translation>
    </message>
    <message>
        <source>Words left out</source>
        <translation>删去了词语</translation>
    </message>
    <message>
        <source>Another wording</source>
        <translation>换了说法</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>There is no model on this computer yet.</source>
        <translation>这台电脑上还没有模型。</translation>
    </message>
    <message>
        <source>See which one to take with “parlance models recommend”, then “parlance models pull”.</source>
        <translation>用“parlance models recommend”查看推荐的模型，再用“parlance models pull”下载。</translation>
    </message>
    <message>
        <source>The folder {path} cannot be used: {reason}.</source>
        <translation>无法使用文件夹 {path}：{reason}。</translation>
    </message>
    <message>
        <source>Name another folder with --data-dir.</source>
        <translation>请用 --data-dir 指定其他文件夹。</translation>
    </message>
    <message>
        <source>The name of the file {path} is not valid text.</source>
        <translation>文件 {path} 的名称不是有效的文本。</translation>
    </message>
    <message>
        <source>Rename the file.</source>
        <translation>请重命名该文件。</translation>
    </message>
    <message>
        <source>There is no display to open a window on; “parlance chat” and the other commands work without one.</source>
        <translation>没有可以打开窗口的显示器；“parlance chat”等命令无需显示器即可使用。</translation>
    </message>
    <message>
        <source>“parlance --help” lists the commands.</source>
        <translation>“parlance --help”会列出所有命令。</translation>
    </message>
    <message>
        <source>{path} cannot be written: {reason}.</source>
        <translation>无法写入 {path}：{reason}。</translation>
    </message>
    <message>
        <source>Name another file, or make room for it.</source>
        <translation>请指定其他文件，或为它腾出空间。</translation>
    </message>
    <message>
        <source>The document {name} could not be read.</source>
        <translation>无法读取文档 {name}。</translation>
    </message>
    <message>
        <source>Open it in another program to see whether it is intact.</source>
        <translation>请用其他程序打开它，看看是否完好。</translation>
    </message>
    <message>
        <source>There is no file at {path}.</source>
        <translation>{path} 处没有文件。</translation>
    </message>
    <message>
        <source>It may have been moved, renamed or deleted. Choose it again.</source>
        <translation>它可能已被移动、重命名或删除。请重新选择。</translation>
    </message>
    <message>
        <source>You may not read the file {name}.</source>
        <translation>你没有读取文件 {name} 的权限。</translation>
    </message>
    <message>
        <source>Change its permissions, or copy it to a folder of your own.</source>
        <translation>请更改其权限，或将它复制到你自己的文件夹。</translation>
    </message>
    <message>
        <source>The file {name} cannot be read from its disk.</source>
        <translation>无法从磁盘读取文件 {name}。</translation>
    </message>
    <message>
        <source>Check that the disk or network share is connected.</source>
        <translation>请检查磁盘或网络共享是否已连接。</translation>
    </message>
    <message>
        <source>{name} is a folder, not a document.</source>
        <translation>{name} 是文件夹，不是文档。</translation>
    </message>
    <message>
        <source>Choose the files in it one by one.</source>
        <translation>请逐个选择其中的文件。</translation>
    </message>
    <message>
        <source>{name} is not a regular file.</source>
        <translation>{name} 不是普通文件。</translation>
    </message>
    <message>
        <source>Save its contents as a file and open that.</source>
        <translation>请将其内容存为文件，再打开该文件。</translation>
    </message>
    <message>
        <source>There is no text in {name}.</source>
        <translation>{name} 中没有文本。</translation>
    </message>
    <message>
        <source>Choose a document with text in it.</source>
        <translation>请选择含有文本的文档。</translation>
    </message>
    <message>
        <source>{name} holds more than {limit} of text, which is too much at once.</source>
        <translation>{name} 的文本超过 {limit}，一次处理不了。</translation>
    </message>
    <message>
        <source>Split it into parts and open these one by one.</source>
        <translation>请将它拆成几部分，逐个打开。</translation>
    </message>
    <message>
        <source>{name} is not a text: it holds binary data.</source>
        <translation>{name} 不是文本：它包含二进制数据。</translation>
    </message>
    <message>
        <source>Parlance reads text, Markdown, HTML, PDF, Word (.docx), EPUB, subtitles and source code.</source>
        <translation>Parlance 可读取文本、Markdown、HTML、PDF、Word (.docx)、EPUB、字幕和源代码。</translation>
    </message>
    <message>
        <source>{name} is in the format {format}, which Parlance does not read.</source>
        <translation>{name} 是 {format} 格式，Parlance 无法读取。</translation>
    </message>
    <message>
        <source>Save it as PDF, Word (.docx), HTML or plain text, and open that.</source>
        <translation>请将它存为 PDF、Word (.docx)、HTML 或纯文本，再打开。</translation>
    </message>
    <message>
        <source>Fetch it again, or open it in its own program and save it anew.</source>
        <translation>请重新获取，或用它自己的程序打开并另存一份。</translation>
    </message>
    <message>
        <source>{name} unpacks to an unreasonable size and was not opened.</source>
        <translation>{name} 解压后大得不合理，因此没有打开。</translation>
    </message>
    <message>
        <source>If you trust it, save it anew in its own program and try again.</source>
        <translation>如果你信任它，请用它自己的程序另存一份再试。</translation>
    </message>
    <message>
        <source>{name} is protected by a password or by copy protection.</source>
        <translation>{name} 受密码或版权保护。</translation>
    </message>
    <message>
        <source>Save a copy without protection in its own program and open that.</source>
        <translation>请用它自己的程序另存一份不带保护的副本，再打开。</translation>
    </message>
    <message>
        <source>Run text recognition (OCR) on it in another program first.</source>
        <translation>请先用其他程序对它做文字识别 (OCR)。</translation>
    </message>
    <message>
        <source>These pages have no text layer (they may be scanned) and are not read: {pages}.</source>
        <translation>以下页面没有文本层（可能是扫描件），因此未读取：{pages}。</translation>
    </message>
    <message>
        <source>These pages are damaged and are not read: {pages}.</source>
        <translation>以下页面已损坏，因此未读取：{pages}。</translation>
    </message>
    <message>
        <source>{count} chapters of this book are missing from the file.</source>
        <translation>文件中缺少本书的 {count} 个章节。</translation>
    </message>
    <message>
        <source>The file does not say how its characters are encoded; it was read as {encoding}.</source>
        <translation>文件没有注明字符编码；已按 {encoding} 读取。</translation>
    </message>
    <message>
        <source>{count} characters could not be decoded and are shown as �.</source>
        <translation>有 {count} 个字符无法解码，显示为 �。</translation>
    </message>
    <message>
        <source>it does not answer</source>
        <translation>它没有响应</translation>
    </message>
    <message>
        <source>it sent something that is not understood</source>
        <translation>它发来了无法理解的内容</translation>
    </message>
    <message>
        <source>it did not stop when it was told to, and was killed</source>
        <translation>它没有按要求停止，已被强制结束</translation>
    </message>
    <message>
        <source>The engine could not do this.</source>
        <translation>引擎无法完成此操作。</translation>
    </message>
    <message>
        <source>Try again. The engine log has the details.</source>
        <translation>请重试。引擎日志中有详细信息。</translation>
    </message>
    <message>
        <source>The engine stopped unexpectedly: {reason}.</source>
        <translation>引擎意外停止：{reason}。</translation>
    </message>
    <message>
        <source>What it had written is kept. Send again to start it anew.</source>
        <translation>已写出的内容会保留。再次发送即可重新启动引擎。</translation>
    </message>
    <message>
        <source>The engine does not start: {reason}.</source>
        <translation>引擎无法启动：{reason}。</translation>
    </message>
    <message>
        <source>Reinstall Parlance. The engine log has the details.</source>
        <translation>请重新安装 Parlance。引擎日志中有详细信息。</translation>
    </message>
    <message>
        <source>The engine sent something that Parlance does not understand.</source>
        <translation>引擎发来了 Parlance 无法理解的内容。</translation>
    </message>
    <message>
        <source>It is started anew. Please report this with the engine log.</source>
        <translation>引擎会重新启动。请附上引擎日志报告此问题。</translation>
    </message>
    <message>
        <source>No model is loaded.</source>
        <translation>没有加载模型。</translation>
    </message>
    <message>
        <source>Choose a model first.</source>
        <translation>请先选择模型。</translation>
    </message>
    <message>
        <source>There is no model file at {path}.</source>
        <translation>{path} 处没有模型文件。</translation>
    </message>
    <message>
        <source>It may have been moved or deleted. Choose another model, or import it again.</source>
        <translation>它可能已被移动或删除。请选择其他模型，或重新导入。</translation>
    </message>
    <message>
        <source>The model file {path} cannot be read.</source>
        <translation>无法读取模型文件 {path}。</translation>
    </message>
    <message>
        <source>Check that you may read it and that its disk is connected.</source>
        <translation>请检查你是否有读取权限，以及磁盘是否已连接。</translation>
    </message>
    <message>
        <source>{path} is not a GGUF model file.</source>
        <translation>{path} 不是 GGUF 模型文件。</translation>
    </message>
    <message>
        <source>Parlance runs models in GGUF form. Choose a file that ends in .gguf.</source>
        <translation>Parlance 运行 GGUF 格式的模型。请选择扩展名为 .gguf 的文件。</translation>
    </message>
    <message>
        <source>The model file {path} is damaged or incomplete.</source>
        <translation>模型文件 {path} 已损坏或不完整。</translation>
    </message>
    <message>
        <source>Download it again, or verify it under Models.</source>
        <translation>请重新下载，或在“模型”中校验。</translation>
    </message>
    <message>
        <source>This version of Parlance cannot run the model {path}.</source>
        <translation>此版本的 Parlance 无法运行模型 {path}。</translation>
    </message>
    <message>
        <source>It may need a newer version. The engine log has llama.cpp&apos;s own words.</source>
        <translation>可能需要更新的版本。引擎日志中有 llama.cpp 的原始信息。</translation>
    </message>
    <message>
        <source>{path} holds a vocabulary but no weights, so it cannot answer.</source>
        <translation>{path} 只有词表，没有权重，因此无法回答。</translation>
    </message>
    <message>
        <source>Choose a complete model file.</source>
        <translation>请选择完整的模型文件。</translation>
    </message>
    <message>
        <source>The model needs about {needed}, and {available} of memory is free.</source>
        <translation>模型约需 {needed}，可用内存为 {available}。</translation>
    </message>
    <message>
        <source>Close other programs, choose a smaller model, or a shorter context.</source>
        <translation>请关闭其他程序、选择较小的模型，或缩短上下文。</translation>
    </message>
    <message>
        <source>This is a base model: it continues text and has no chat template.</source>
        <translation>这是基础模型：只会续写文本，没有对话模板。</translation>
    </message>
    <message>
        <source>Choose a model whose name has “Instruct” or “Chat”, or set a template for it.</source>
        <translation>请选择名称中带有“Instruct”或“Chat”的模型，或为它设置模板。</translation>
    </message>
    <message>
        <source>The model&apos;s chat template does not work: {reason}.</source>
        <translation>模型的对话模板无法使用：{reason}。</translation>
    </message>
    <message>
        <source>Set another template for this model, or choose another model.</source>
        <translation>请为此模型设置其他模板，或选择其他模型。</translation>
    </message>
    <message>
        <source>This needs {needed} tokens, and the model can see {available}.</source>
        <translation>这需要 {needed} 个词元，而模型能看到 {available} 个。</translation>
    </message>
    <message>
        <source>Shorten it, start a new conversation, or load the model with a larger context.</source>
        <translation>请缩短内容、开始新对话，或以更大的上下文加载模型。</translation>
    </message>
    <message>
        <source>The grammar or JSON schema for the answer is not valid.</source>
        <translation>用于回答的语法或 JSON Schema 无效。</translation>
    </message>
    <message>
        <source>The engine log says where.</source>
        <translation>引擎日志会指出位置。</translation>
    </message>
    <message>
        <source>The engine was asked for something impossible: {reason}.</source>
        <translation>引擎收到了无法执行的请求：{reason}。</translation>
    </message>
    <message>
        <source>Please report this.</source>
        <translation>请报告此问题。</translation>
    </message>
    <message>
        <source>llama.cpp could not evaluate the text (code {status}).</source>
        <translation>llama.cpp 无法计算这段文本（代码 {status}）。</translation>
    </message>
    <message>
        <source>Load the model again; if it stays, use a shorter context.</source>
        <translation>请重新加载模型；如果问题仍在，请缩短上下文。</translation>
    </message>
    <message>
        <source>The engine crashed on this machine and now runs with safer settings: {reason}.</source>
        <translation>引擎在这台电脑上崩溃过，现在以更安全的设置运行：{reason}。</translation>
    </message>
    <message>
        <source>This is remembered. Under Settings you can let it try again.</source>
        <translation>此结果会被记住。你可以在“设置”中让它重新尝试。</translation>
    </message>
    <message>
        <source>Weight repacking crashed the engine on this machine, which now runs without it: {reason}.</source>
        <translation>权重重排使引擎在这台电脑上崩溃，现已停用：{reason}。</translation>
    </message>
    <message>
        <source>The GPU of this machine crashed the engine, which now runs on the processor alone: {reason}.</source>
        <translation>这台电脑的 GPU 使引擎崩溃，现在只用处理器运行：{reason}。</translation>
    </message>
    <message>
        <source>Flash attention crashed the engine on this machine, which now runs without it: {reason}.</source>
        <translation>Flash Attention 使引擎在这台电脑上崩溃，现已停用：{reason}。</translation>
    </message>
    <message>
        <source>This model crashed the engine, which now runs with a context of {value} tokens: {reason}.</source>
        <translation>此模型使引擎崩溃，现在以 {value} 个词元的上下文运行：{reason}。</translation>
    </message>
    <message>
        <source>segmentation fault (SIGSEGV)</source>
        <translation>段错误 (SIGSEGV)</translation>
    </message>
    <message>
        <source>an instruction this processor does not have (SIGILL)</source>
        <translation>处理器不支持的指令 (SIGILL)</translation>
    </message>
    <message>
        <source>bus error (SIGBUS)</source>
        <translation>总线错误 (SIGBUS)</translation>
    </message>
    <message>
        <source>it gave up on an internal error (SIGABRT)</source>
        <translation>因内部错误而中止 (SIGABRT)</translation>
    </message>
    <message>
        <source>arithmetic error (SIGFPE)</source>
        <translation>算术错误 (SIGFPE)</translation>
    </message>
    <message>
        <source>killed, probably because memory ran out (SIGKILL)</source>
        <translation>被强制结束，可能是内存不足 (SIGKILL)</translation>
    </message>
    <message>
        <source>it was asked to end (SIGTERM)</source>
        <translation>被要求结束 (SIGTERM)</translation>
    </message>
    <message>
        <source>it was interrupted (SIGINT)</source>
        <translation>被中断 (SIGINT)</translation>
    </message>
    <message>
        <source>nobody listened to it any more (SIGPIPE)</source>
        <translation>接收其输出的程序已不在 (SIGPIPE)</translation>
    </message>
    <message>
        <source>its limit of processor time was reached (SIGXCPU)</source>
        <translation>已达到处理器时间上限 (SIGXCPU)</translation>
    </message>
    <message>
        <source>the system refused a call (SIGSYS)</source>
        <translation>系统拒绝了一次调用 (SIGSYS)</translation>
    </message>
    <message>
        <source>access violation (0xC0000005)</source>
        <translation>访问冲突 (0xC0000005)</translation>
    </message>
    <message>
        <source>a file could not be read in (0xC0000006)</source>
        <translation>无法读入某个文件 (0xC0000006)</translation>
    </message>
    <message>
        <source>an instruction this processor does not have (0xC000001D)</source>
        <translation>处理器不支持的指令 (0xC000001D)</translation>
    </message>
    <message>
        <source>division by zero (0xC0000094)</source>
        <translation>除数为零 (0xC0000094)</translation>
    </message>
    <message>
        <source>stack overflow (0xC00000FD)</source>
        <translation>栈溢出 (0xC00000FD)</translation>
    </message>
    <message>
        <source>damaged memory (0xC0000374)</source>
        <translation>内存已损坏 (0xC0000374)</translation>
    </message>
    <message>
        <source>it gave up on an internal error (0xC0000409)</source>
        <translation>因内部错误而中止 (0xC0000409)</translation>
    </message>
    <message>
        <source>memory ran out (0xC0000017)</source>
        <translation>内存不足 (0xC0000017)</translation>
    </message>
    <message>
        <source>memory ran out (0xC000012D)</source>
        <translation>内存不足 (0xC000012D)</translation>
    </message>
    <message>
        <source>a library is of the wrong kind (0xC000007B)</source>
        <translation>某个库的类型不对 (0xC000007B)</translation>
    </message>
    <message>
        <source>a library is missing (0xC0000135)</source>
        <translation>缺少某个库 (0xC0000135)</translation>
    </message>
    <message>
        <source>a library is of the wrong version (0xC0000139)</source>
        <translation>某个库的版本不对 (0xC0000139)</translation>
    </message>
    <message>
        <source>a library did not start (0xC0000142)</source>
        <translation>某个库未能启动 (0xC0000142)</translation>
    </message>
    <message>
        <source>it was interrupted (0xC000013A)</source>
        <translation>被中断 (0xC000013A)</translation>
    </message>
    <message>
        <source>it wrote too much</source>
        <translation>写出的内容过多</translation>
    </message>
    <message>
        <source>it used too much memory</source>
        <translation>占用的内存过多</translation>
    </message>
    <message>
        <source>it calls itself without end</source>
        <translation>无限递归调用</translation>
    </message>
    <message>
        <source>it took too long</source>
        <translation>耗时过长</translation>
    </message>
    <message>
        <source>Something went wrong inside Parlance.</source>
        <translation>Parlance 内部出了问题。</translation>
    </message>
    <message>
        <source>The log has the details. Try again; if it stays, report it.</source>
        <translation>日志中有详细信息。请重试；如果问题仍在，请报告。</translation>
    </message>
    <message>
        <source>{path} only translates images for a model, and cannot answer itself.</source>
        <translation>{path} 只为模型转换图像，本身无法回答。</translation>
    </message>
    <message>
        <source>Choose the model&apos;s own file, which lies beside it as a rule.</source>
        <translation>请选择模型本身的文件，它通常就在旁边。</translation>
    </message>
    <message>
        <source>{path} is an adapter that changes a model, and cannot answer itself.</source>
        <translation>{path} 是更改模型的适配器，本身无法回答。</translation>
    </message>
    <message>
        <source>Choose the model it was made for; the adapter is set in its settings.</source>
        <translation>请选择它所针对的模型；适配器在该模型的设置中指定。</translation>
    </message>
    <message>
        <source>{path} is part {part} of {count} of a model.</source>
        <translation>{path} 是模型的第 {part} 个分卷，共 {count} 个。</translation>
    </message>
    <message>
        <source>Choose the first part; the others are found beside it.</source>
        <translation>请选择第一个分卷；其余分卷会在同一位置自动找到。</translation>
    </message>
    <message>
        <source>The model has {count} parts, and {path} is missing.</source>
        <translation>模型有 {count} 个分卷，缺少 {path}。</translation>
    </message>
    <message>
        <source>Put all parts into one folder, or download the model again.</source>
        <translation>请将所有分卷放在同一个文件夹，或重新下载模型。</translation>
    </message>
    <message>
        <source>There is no model called “{name}”.</source>
        <translation>没有名为“{name}”的模型。</translation>
    </message>
    <message>
        <source>Nearest names: {nearest}.</source>
        <translation>最接近的名称：{nearest}。</translation>
    </message>
    <message>
        <source>“{name}” is the beginning of several models&apos; names.</source>
        <translation>有多个模型的名称以“{name}”开头。</translation>
    </message>
    <message>
        <source>Say which one: {candidates}.</source>
        <translation>请指明是哪一个：{candidates}。</translation>
    </message>
    <message>
        <source>The model needs {needed} on the disk, and {available} is free.</source>
        <translation>模型需要 {needed} 磁盘空间，可用空间为 {available}。</translation>
    </message>
    <message>
        <source>Make room on the disk, or choose a smaller model.</source>
        <translation>请腾出磁盘空间，或选择较小的模型。</translation>
    </message>
    <message>
        <source>The folder of models {path} cannot be changed: {reason}.</source>
        <translation>无法更改模型文件夹 {path}：{reason}。</translation>
    </message>
    <message>
        <source>Check that you may write there, and that no other program uses the file.</source>
        <translation>请检查你是否有写入权限，以及是否有其他程序正在使用该文件。</translation>
    </message>
    <message>
        <source>Check the connection, or choose a mirror in the settings. A download continues where it stopped.</source>
        <translation>请检查网络连接，或在“设置”中选择镜像。下载会从中断处继续。</translation>
    </message>
    <message>
        <source>The hub could not do this.</source>
        <translation>模型中心无法完成此操作。</translation>
    </message>
    <message>
        <source>Try again. The log has the details.</source>
        <translation>请重试。日志中有详细信息。</translation>
    </message>
    <message>
        <source>Parlance works offline, so it sent nothing.</source>
        <translation>Parlance 处于离线状态，因此没有发送任何内容。</translation>
    </message>
    <message>
        <source>Switch offline mode off in the settings to use the hub.</source>
        <translation>要使用模型中心，请在“设置”中关闭离线模式。</translation>
    </message>
    <message>
        <source>{host} cannot be reached.</source>
        <translation>无法连接到 {host}。</translation>
    </message>
    <message>
        <source>The address of {host} was not found.</source>
        <translation>找不到 {host} 的地址。</translation>
    </message>
    <message>
        <source>{host} refuses the connection.</source>
        <translation>{host} 拒绝连接。</translation>
    </message>
    <message>
        <source>{host} does not answer in time.</source>
        <translation>{host} 没有及时响应。</translation>
    </message>
    <message>
        <source>The connection to {host} broke off.</source>
        <translation>与 {host} 的连接中断。</translation>
    </message>
    <message>
        <source>{host} shows a certificate that is not valid.</source>
        <translation>{host} 出示的证书无效。</translation>
    </message>
    <message>
        <source>Something between you and it may be listening. Check the computer&apos;s clock and the network.</source>
        <translation>连接可能被监听。请检查电脑的时钟和网络。</translation>
    </message>
    <message>
        <source>The proxy does not let Parlance through to {host}.</source>
        <translation>代理不允许 Parlance 访问 {host}。</translation>
    </message>
    <message>
        <source>Check the proxy in the system&apos;s settings or in HTTPS_PROXY.</source>
        <translation>请检查系统设置或 HTTPS_PROXY 中的代理。</translation>
    </message>
    <message>
        <source>{host} is overloaded or limits how often it is asked ({status}).</source>
        <translation>{host} 负载过高，或限制了请求频率（{status}）。</translation>
    </message>
    <message>
        <source>Try again in some minutes. A download continues where it stopped.</source>
        <translation>请过几分钟再试。下载会从中断处继续。</translation>
    </message>
    <message>
        <source>{host} sent something other than what was asked for.</source>
        <translation>{host} 返回的内容与请求不符。</translation>
    </message>
    <message>
        <source>If this network has a sign-in page, open it in a browser first; or choose another mirror.</source>
        <translation>如果此网络有登录页面，请先在浏览器中打开它；或选择其他镜像。</translation>
    </message>
    <message>
        <source>{host} refuses the address of the file, even a fresh one.</source>
        <translation>{host} 拒绝该文件的地址，重新获取的地址也不行。</translation>
    </message>
    <message>
        <source>There is no repository {repo} on {host}, or it is private.</source>
        <translation>{host} 上没有仓库 {repo}，或它是私有仓库。</translation>
    </message>
    <message>
        <source>Check its name; for a private one, add your access token in the settings.</source>
        <translation>请检查名称；如果是私有仓库，请在“设置”中添加访问令牌。</translation>
    </message>
    <message>
        <source>The repository {repo} has no version {revision} on {host}.</source>
        <translation>{host} 上的仓库 {repo} 没有版本 {revision}。</translation>
    </message>
    <message>
        <source>Its author may have changed it. Look it up again, or use the main hub.</source>
        <translation>作者可能更改过它。请重新查找，或使用主模型中心。</translation>
    </message>
    <message>
        <source>The repository {repo} has no file {file} on {host}.</source>
        <translation>{host} 上的仓库 {repo} 没有文件 {file}。</translation>
    </message>
    <message>
        <source>Look the repository up again, and choose one of its files.</source>
        <translation>请重新查找该仓库，并选择其中的文件。</translation>
    </message>
    <message>
        <source>The repository {repo} has no GGUF model that is called {name}.</source>
        <translation>仓库 {repo} 没有名为 {name} 的 GGUF 模型。</translation>
    </message>
    <message>
        <source>Its models: {known}.</source>
        <translation>它的模型：{known}。</translation>
    </message>
    <message>
        <source>The authors of {repo} ask you to accept their licence first.</source>
        <translation>{repo} 的作者要求你先接受许可。</translation>
    </message>
    <message>
        <source>Accept it at {page}, then add your access token in the settings. Mirrors cannot deliver it.</source>
        <translation>请在 {page} 接受许可，然后在“设置”中添加访问令牌。镜像无法提供它。</translation>
    </message>
    <message>
        <source>{host} does not accept your access token.</source>
        <translation>{host} 不接受你的访问令牌。</translation>
    </message>
    <message>
        <source>It may have expired. Make a new one at {page}, or remove it.</source>
        <translation>令牌可能已过期。请在 {page} 创建新令牌，或将它移除。</translation>
    </message>
    <message>
        <source>{host} does not let you have {repo}.</source>
        <translation>{host} 不允许你获取 {repo}。</translation>
    </message>
    <message>
        <source>Check what your access token may read, or choose another model.</source>
        <translation>请检查访问令牌的读取权限，或选择其他模型。</translation>
    </message>
    <message>
        <source>The hub calls a file {name}, which cannot be a file here.</source>
        <translation>模型中心将一个文件命名为 {name}，这台电脑上不能使用这个文件名。</translation>
    </message>
    <message>
        <source>Choose another repository, and tell the author of this one.</source>
        <translation>请选择其他仓库，并告知此仓库的作者。</translation>
    </message>
    <message>
        <source>{address} is not the address of a hub.</source>
        <translation>{address} 不是模型中心的地址。</translation>
    </message>
    <message>
        <source>Type one that looks like https://huggingface.co.</source>
        <translation>请输入类似 https://huggingface.co 的地址。</translation>
    </message>
    <message>
        <source>{file} arrives damaged: its SHA-256 is {actual}, not {expected}.</source>
        <translation>收到的 {file} 已损坏：SHA-256 是 {actual}，而不是 {expected}。</translation>
    </message>
    <message>
        <source>The damaged copy is deleted. Try another mirror.</source>
        <translation>损坏的副本已删除。请尝试其他镜像。</translation>
    </message>
    <message>
        <source>{host} does not say what {file} must contain, so it cannot be verified.</source>
        <translation>{host} 没有说明 {file} 应有的内容，因此无法校验。</translation>
    </message>
    <message>
        <source>Choose another mirror, or a network that reaches the main hub.</source>
        <translation>请选择其他镜像，或改用能访问主模型中心的网络。</translation>
    </message>
    <message>
        <source>{host} does not say how large {file} is.</source>
        <translation>{host} 没有说明 {file} 的大小。</translation>
    </message>
    <message>
        <source>Choose another mirror.</source>
        <translation>请选择其他镜像。</translation>
    </message>
    <message>
        <source>{file} is already being downloaded.</source>
        <translation>{file} 已在下载中。</translation>
    </message>
    <message>
        <source>Wait for it, or stop it where it was started.</source>
        <translation>请等待下载完成，或在启动下载的地方停止它。</translation>
    </message>
    <message>
        <source>The file {file} cannot be written: {reason}.</source>
        <translation>无法写入文件 {file}：{reason}。</translation>
    </message>
    <message>
        <source>Check the disk and that you may write there. What has arrived is kept.</source>
        <translation>请检查磁盘和你的写入权限。已下载的部分会保留。</translation>
    </message>
    <message>
        <source>This system has no keyring that could keep the access token.</source>
        <translation>此系统没有可保存访问令牌的密钥环。</translation>
    </message>
    <message>
        <source>Set it in the environment variable HF_TOKEN instead.</source>
        <translation>请改用环境变量 HF_TOKEN 设置。</translation>
    </message>
    <message>
        <source>{path} cannot be used.</source>
        <translation>无法使用 {path}。</translation>
    </message>
    <message>
        <source>Check that its disk is connected. The log has the details.</source>
        <translation>请检查磁盘是否已连接。日志中有详细信息。</translation>
    </message>
    <message>
        <source>The disk is full, so {path} could not be written.</source>
        <translation>磁盘已满，无法写入 {path}。</translation>
    </message>
    <message>
        <source>Free some space and try again. What was saved before is safe.</source>
        <translation>请腾出一些空间再试。之前保存的内容是安全的。</translation>
    </message>
    <message>
        <source>Another program is using {path}.</source>
        <translation>另一个程序正在使用 {path}。</translation>
    </message>
    <message>
        <source>Close other windows of Parlance, or backup programs, and try again.</source>
        <translation>请关闭其他 Parlance 窗口或备份程序，然后重试。</translation>
    </message>
    <message>
        <source>Parlance may not write to {path}.</source>
        <translation>Parlance 没有写入 {path} 的权限。</translation>
    </message>
    <message>
        <source>Check the permissions of the file and of its folder.</source>
        <translation>请检查该文件及其文件夹的权限。</translation>
    </message>
    <message>
        <source>{path} is damaged, so this could not be done.</source>
        <translation>{path} 已损坏，因此无法完成此操作。</translation>
    </message>
    <message>
        <source>Restore a backup. Conversations that still open can be copied first.</source>
        <translation>请恢复备份。恢复前可以先复制仍能打开的对话。</translation>
    </message>
    <message>
        <source>The history is damaged and could not be opened.</source>
        <translation>历史记录已损坏，无法打开。</translation>
    </message>
    <message>
        <source>A new one was started. Nothing was deleted: the old file is kept as {kept}.</source>
        <translation>已新建一份历史记录。没有删除任何内容：旧文件保留为 {kept}。</translation>
    </message>
    <message>
        <source>{path} was written by a newer Parlance (version {found} of the file, {known} is known).</source>
        <translation>{path} 由更新版本的 Parlance 写入（文件版本为 {found}，当前支持 {known}）。</translation>
    </message>
    <message>
        <source>Update Parlance. The file was not changed.</source>
        <translation>请更新 Parlance。该文件没有被更改。</translation>
    </message>
    <message>
        <source>This conversation or message no longer exists.</source>
        <translation>此对话或消息已不存在。</translation>
    </message>
    <message>
        <source>It may have been deleted in another window.</source>
        <translation>它可能已在另一个窗口中被删除。</translation>
    </message>
    <message>
        <source>{path} is not a complete backup of Parlance.</source>
        <translation>{path} 不是完整的 Parlance 备份。</translation>
    </message>
    <message>
        <source>Choose another file. Nothing was changed.</source>
        <translation>请选择其他文件。没有更改任何内容。</translation>
    </message>
    <message>
        <source>{name} was written by a newer Parlance (version {found} of the form, {known} is known).</source>
        <translation>{name} 由更新版本的 Parlance 写入（格式版本为 {found}，当前支持 {known}）。</translation>
    </message>
    <message>
        <source>Update Parlance. Nothing was changed.</source>
        <translation>请更新 Parlance。没有更改任何内容。</translation>
    </message>
    <message>
        <source>There is no running text to summarize.</source>
        <translation>没有可以生成摘要的正文。</translation>
    </message>
    <message>
        <source>Headings alone state nothing. Choose another document.</source>
        <translation>只有标题，没有内容。请选择其他文档。</translation>
    </message>
    <message>
        <source>A context of {context} tokens is too small to read a document in sections.</source>
        <translation>{context} 个词元的上下文太小，无法逐章节阅读文档。</translation>
    </message>
    <message>
        <source>Load the model with a context of at least {needed} tokens.</source>
        <translation>请以至少 {needed} 个词元的上下文加载模型。</translation>
    </message>
    <message>
        <source>The summary could not be written to {path}.</source>
        <translation>无法将摘要写入 {path}。</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to, on a disk with free space.</source>
        <translation>请选择你有写入权限、磁盘空间充足的文件夹。</translation>
    </message>
    <message>
        <source>The points of this summary cannot be read; its text is here.</source>
        <translation>无法读取这份摘要的要点；其文本在此。</translation>
    </message>
    <message>
        <source>Summarize the text again.</source>
        <translation>请重新为文本生成摘要。</translation>
    </message>
    <message>
        <source>The code could not be saved as {path}.</source>
        <translation>无法将代码保存为 {path}。</translation>
    </message>
    <message>
        <source>Choose another folder, or check that the disk has room and lets you write.</source>
        <translation>请选择其他文件夹，或检查磁盘是否有空间和写入权限。</translation>
    </message>
    <message>
        <source>There is no running text to rewrite.</source>
        <translation>没有可以改写的正文。</translation>
    </message>
    <message>
        <source>Code and tables are left as they are. Choose another text.</source>
        <translation>代码和表格会保持原样。请换一段文字。</translation>
    </message>
    <message>
        <source>The text is too long to be rewritten at once: {tokens} tokens, of a context of {context}.</source>
        <translation>文字太长，无法一次改写：需要 {tokens} 个词元，而上下文只有 {context} 个。</translation>
    </message>
    <message>
        <source>Select a part of it, or load the model with a larger context.</source>
        <translation>请选中其中一部分，或用更大的上下文加载模型。</translation>
    </message>
    <message>
        <source>{name} is in the format {format}, which Parlance reads but cannot write.</source>
        <translation>{name} 是 {format} 格式，Parlance 可以读取，但无法写入。</translation>
    </message>
    <message>
        <source>Save it as Word (.docx), HTML or plain text, and translate that; or paste its text.</source>
        <translation>请将它另存为 Word（.docx）、HTML 或纯文本后再翻译，或直接粘贴其中的文字。</translation>
    </message>
    <message>
        <source>The text is in the language it is to be translated into.</source>
        <translation>文本已经是要译成的语言。</translation>
    </message>
    <message>
        <source>Choose another language to translate into.</source>
        <translation>请选择另一种目标语言。</translation>
    </message>
    <message>
        <source>Line {line} of {name} is not a term with its translation.</source>
        <translation>{name} 的第 {line} 行不是一个术语及其译文。</translation>
    </message>
    <message>
        <source>Each line has a term and its translation, separated by a tab, a comma or a semicolon.</source>
        <translation>每行写一个术语及其译文，用制表符、逗号或分号隔开。</translation>
    </message>
    <message>
        <source>A context of {context} tokens is too small to translate in.</source>
        <translation>{context} 个 token 的上下文太小，无法翻译。</translation>
    </message>
    <message>
        <source>{name} has no prompts that Parlance has exported.</source>
        <translation>{name} 中没有 Parlance 导出的提示词。</translation>
    </message>
    <message>
        <source>Every message in {name} is translated already.</source>
        <translation>{name} 中的所有条目都已翻译。</translation>
    </message>
    <message>
        <source>To translate them anew, choose the template (.pot) of the catalogue.</source>
        <translation>如要重新翻译，请选择该目录的模板文件（.pot）。</translation>
    </message>
    <message>
        <source>The adapter {path} does not work with this model.</source>
        <translation>适配器 {path} 无法用于此模型。</translation>
    </message>
    <message>
        <source>Take it out of the model&apos;s settings. The engine log has llama.cpp&apos;s own words.</source>
        <translation>请在该模型的设置中移除它。引擎日志中有 llama.cpp 的原始信息。</translation>
    </message>
    <message>
        <source>A cache of lower precision needs flash attention, which is switched off.</source>
        <translation>低精度缓存需要 Flash Attention，而它已关闭。</translation>
    </message>
    <message>
        <source>Set the cache to 16 bit, or flash attention to automatic.</source>
        <translation>请将缓存精度设为 16 位，或将 Flash Attention 设为自动。</translation>
    </message>
    <message>
        <source>permission denied</source>
        <translation>没有权限</translation>
    </message>
    <message>
        <source>the disk can only be read</source>
        <translation>磁盘是只读的</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>the disk reports an error</source>
        <translation>磁盘出错</translation>
    </message>
    <message>
        <source>it is not there</source>
        <translation>文件不存在</translation>
    </message>
    <message>
        <source>a file lies where a folder should be</source>
        <translation>应为文件夹的位置是一个文件</translation>
    </message>
    <message>
        <source>another program uses it</source>
        <translation>另一个程序正在使用它</translation>
    </message>
    <message>
        <source>its name is too long for this disk</source>
        <translation>名称太长，磁盘不支持</translation>
    </message>
    <message>
        <source>The adapter {name} cannot be used with this model: {reason}.</source>
        <translation>适配器 {name} 无法用于此模型：{reason}。</translation>
    </message>
    <message>
        <source>Choose another file, or take the adapter out of the model&apos;s settings.</source>
        <translation>请选择其他文件，或在该模型的设置中移除此适配器。</translation>
    </message>
    <message>
        <source>The model runs without the adapter {name}: {reason}.</source>
        <translation>模型已加载，但未使用适配器 {name}：{reason}。</translation>
    </message>
    <message>
        <source>What is set for this model alone cannot be used.</source>
        <translation>此模型的专用设置无效。</translation>
    </message>
    <message>
        <source>Set it anew under Models. The log has the details.</source>
        <translation>请在“模型”中重新设置。详情见日志。</translation>
    </message>
    <message>
        <source>its file is not there</source>
        <translation>文件不存在</translation>
    </message>
    <message>
        <source>its file cannot be read</source>
        <translation>文件无法读取</translation>
    </message>
    <message>
        <source>its file is damaged or incomplete</source>
        <translation>文件已损坏或不完整</translation>
    </message>
    <message>
        <source>the file is not a LoRA adapter in GGUF form</source>
        <translation>该文件不是 GGUF 格式的 LoRA 适配器</translation>
    </message>
    <message>
        <source>it was made for models of another architecture</source>
        <translation>它是为其他架构的模型制作的</translation>
    </message>
    <message>
        <source>it was made for another model of the same architecture</source>
        <translation>它是为同架构的另一个模型制作的</translation>
    </message>
    <message>
        <source>another program is changing it</source>
        <translation>另一个程序正在修改它</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>This translation cannot be read; its text is here.</source>
        <translation>无法读取此翻译；原文显示在这里。</translation>
    </message>
    <message>
        <source>Translate the text again.</source>
        <translation>请重新翻译此文本。</translation>
    </message>
    <message>
        <source>The translation could not be written to {path}.</source>
        <translation>译文无法写入 {path}。</translation>
    </message>
    <message>
        <source>{name} is not there any more, or has changed since.</source>
        <translation>{name} 已不存在，或之后被修改过。</translation>
    </message>
    <message>
        <source>Its translation can be read and copied here. To save it as a document, open the file anew.</source>
        <translation>可在此阅读和复制译文。如需保存为文档，请重新打开该文件。</translation>
    </message>
    <message>
        <source>There is no text to translate.</source>
        <translation>没有可翻译的文本。</translation>
    </message>
    <message>
        <source>Copy a text first, or write one.</source>
        <translation>请先复制或输入文本。</translation>
    </message>
    <message>
        <source>{path} could not be read.</source>
        <translation>无法读取 {path}。</translation>
    </message>
    <message>
        <source>Choose a text file with a term and its translation in each line.</source>
        <translation>请选择每行包含一个术语及其译法的文本文件。</translation>
    </message>
    <message>
        <source>The glossary could not be written to {path}.</source>
        <translation>术语表无法写入 {path}。</translation>
    </message>
    <message>
        <source>The backup was restored.</source>
        <translation>备份已恢复。</translation>
    </message>
    <message>
        <source>The history that was here before is kept as {path}.</source>
        <translation>之前的历史记录已保留为 {path}。</translation>
    </message>
    <message>
        <source>{name} has no conversations of Parlance, ChatGPT, LM Studio or Open WebUI.</source>
        <translation>{name} 中没有 Parlance、ChatGPT、LM Studio 或 Open WebUI 的对话。</translation>
    </message>
    <message>
        <source>Choose what the other program has exported: a .json file, or ChatGPT&apos;s .zip. Nothing was changed.</source>
        <translation>请选择其他程序导出的文件：.json 文件，或 ChatGPT 的 .zip 文件。未作任何更改。</translation>
    </message>
    <message>
        <source>Parlance is running already, but does not answer.</source>
        <translation>Parlance 已在运行，但没有响应。</translation>
    </message>
    <message>
        <source>Try again in a moment. If that does not help, end it with the system&apos;s task manager.</source>
        <translation>请稍后再试。如果仍然没有响应，请在系统的任务管理器中结束它。</translation>
    </message>
    <message>
        <source>Of {count} texts only the first was opened: {name}.</source>
        <translation>{count} 个文本中只打开了第一个：{name}。</translation>
    </message>
    <message>
        <source>Open the others one by one.</source>
        <translation>其余的请逐个打开。</translation>
    </message>
    <message>
        <source>What became of this text cannot be read; here it is as it was before.</source>
        <translation>无法读取这份文稿的处理结果；这里显示的是原文。</translation>
    </message>
    <message>
        <source>Proofread or rewrite the text again.</source>
        <translation>请重新校对或改写。</translation>
    </message>
    <message>
        <source>Choose a translation memory (.tmx) that you may read.</source>
        <translation>请选择一个你有权读取的翻译记忆文件（.tmx）。</translation>
    </message>
    <message>
        <source>The translation memory could not be written to {path}.</source>
        <translation>翻译记忆无法写入 {path}。</translation>
    </message>
    <message>
        <source>The model has proposed no outline.</source>
        <translation>模型没有拟出提纲。</translation>
    </message>
    <message>
        <source>Say more about the topic, or write the points yourself.</source>
        <translation>请把主题说得详细些，或自己写要点。</translation>
    </message>
    <message>
        <source>On this desktop Parlance cannot have a key that works everywhere.</source>
        <translation>在此桌面环境中，Parlance 无法使用全局按键。</translation>
    </message>
    <message>
        <source>Bind the command “parlance quick” to a key in the desktop&apos;s settings.</source>
        <translation>请在桌面的设置中把某个键绑定到命令“parlance quick”。</translation>
    </message>
    <message>
        <source>“{keys}” is no key that can open the quick window.</source>
        <translation>“{keys}”不能用作打开快捷窗口的按键。</translation>
    </message>
    <message>
        <source>Enter one such as Ctrl+Alt+Space.</source>
        <translation>请输入类似 Ctrl+Alt+Space 的按键。</translation>
    </message>
    <message>
        <source>Another program has the key {keys} already.</source>
        <translation>按键 {keys} 已被其他程序占用。</translation>
    </message>
    <message>
        <source>Choose another one for the quick window in the settings.</source>
        <translation>请在设置中为快捷窗口选择其他按键。</translation>
    </message>
    <message>
        <source>{name} is damaged, or no {format} file at all.</source>
        <translation>{name} 已损坏，或根本不是 {format} 文件。</translation>
    </message>
    <message>
        <source>{name} has no text, only pictures of its pages ({pages}).</source>
        <translation>{name} 没有文本，只有各页的图像（共 {pages} 页）。</translation>
    </message>
    <message>
        <source>Fcitx cannot type into this window: the Qt of Parlance lacks its plugin.</source>
        <translation>Fcitx 无法在此窗口中输入：Parlance 所带的 Qt 没有它的插件。</translation>
    </message>
    <message>
        <source>Fcitx 5 also serves programs that ask for ibus: start Parlance with QT_IM_MODULE=ibus.</source>
        <translation>Fcitx 5 也能为使用 ibus 的程序服务：请设置 QT_IM_MODULE=ibus 后再启动 Parlance。</translation>
    </message>
</context>
<context>
    <name>languages</name>
    <message>
        <source>English</source>
        <translation>英语</translation>
    </message>
    <message>
        <source>Chinese (simplified)</source>
        <translation>中文（简体）</translation>
    </message>
    <message>
        <source>Chinese (traditional)</source>
        <translation>中文（繁体）</translation>
    </message>
    <message>
        <source>Arabic</source>
        <translation>阿拉伯语</translation>
    </message>
    <message>
        <source>Bulgarian</source>
        <translation>保加利亚语</translation>
    </message>
    <message>
        <source>Czech</source>
        <translation>捷克语</translation>
    </message>
    <message>
        <source>Danish</source>
        <translation>丹麦语</translation>
    </message>
    <message>
        <source>German</source>
        <translation>德语</translation>
    </message>
    <message>
        <source>Greek</source>
        <translation>希腊语</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>西班牙语</translation>
    </message>
    <message>
        <source>Persian</source>
        <translation>波斯语</translation>
    </message>
    <message>
        <source>Finnish</source>
        <translation>芬兰语</translation>
    </message>
    <message>
        <source>French</source>
        <translation>法语</translation>
    </message>
    <message>
        <source>Hebrew</source>
        <translation>希伯来语</translation>
    </message>
    <message>
        <source>Hindi</source>
        <translation>印地语</translation>
    </message>
    <message>
        <source>Hungarian</source>
        <translation>匈牙利语</translation>
    </message>
    <message>
        <source>Indonesian</source>
        <translation>印度尼西亚语</translation>
    </message>
    <message>
        <source>Italian</source>
        <translation>意大利语</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>日语</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>韩语</translation>
    </message>
    <message>
        <source>Norwegian</source>
        <translation>挪威语</translation>
    </message>
    <message>
        <source>Dutch</source>
        <translation>荷兰语</translation>
    </message>
    <message>
        <source>Polish</source>
        <translation>波兰语</translation>
    </message>
    <message>
        <source>Portuguese</source>
        <translation>葡萄牙语</translation>
    </message>
    <message>
        <source>Romanian</source>
        <translation>罗马尼亚语</translation>
    </message>
    <message>
        <source>Russian</source>
        <translation>俄语</translation>
    </message>
    <message>
        <source>Swedish</source>
        <translation>瑞典语</translation>
    </message>
    <message>
        <source>Thai</source>
        <translation>泰语</translation>
    </message>
    <message>
        <source>Turkish</source>
        <translation>土耳其语</translation>
    </message>
    <message>
        <source>Ukrainian</source>
        <translation>乌克兰语</translation>
    </message>
    <message>
        <source>Vietnamese</source>
        <translation>越南语</translation>
    </message>
</context>
<context>
    <name>panes</name>
    <message>
        <source>Chat</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Summarize</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>写作</translation>
    </message>
    <message>
        <source>Translate</source>
        <translation>翻译</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>欢迎</translation>
    </message>
</context>
<context>
    <name>places</name>
    <message>
        <source>Line {line}</source>
        <translation>第 {line} 行</translation>
    </message>
    <message>
        <source>Paragraph {number}</source>
        <translation>第 {number} 段</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>页眉</translation>
    </message>
    <message>
        <source>Footer</source>
        <translation>页脚</translation>
    </message>
    <message>
        <source>Footnote</source>
        <translation>脚注</translation>
    </message>
    <message>
        <source>Endnote</source>
        <translation>尾注</translation>
    </message>
    <message>
        <source>Slide {slide}</source>
        <translation>第 {slide} 张幻灯片</translation>
    </message>
    <message>
        <source>Slide {slide}, notes</source>
        <translation>第 {slide} 张幻灯片，备注</translation>
    </message>
    <message>
        <source>{sheet}, {cell}</source>
        <translation>{sheet}，{cell}</translation>
    </message>
    <message>
        <source>Part {part}, line {line}</source>
        <translation>第 {part} 部分，第 {line} 行</translation>
    </message>
    <message>
        <source>Table of contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>About the book</source>
        <translation>书籍信息</translation>
    </message>
</context>
<context>
    <name>proofread</name>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Of the text, such as en or zh; empty: as it is found to be.</source>
        <translation>文字的语言，如 en 或 zh；留空则自动识别。</translation>
    </message>
    <message>
        <source>Locked words</source>
        <translation>锁定的词</translation>
    </message>
    <message>
        <source>Never changed; separated by commas.</source>
        <translation>永不改动；用逗号分隔。</translation>
    </message>
</context>
<context>
    <name>rewrite</name>
    <message>
        <source>Clearer</source>
        <translation>更清楚</translation>
    </message>
    <message>
        <source>Shorter</source>
        <translation>更简短</translation>
    </message>
    <message>
        <source>Longer</source>
        <translation>更详细</translation>
    </message>
    <message>
        <source>Simpler</source>
        <translation>更浅显</translation>
    </message>
    <message>
        <source>More formal</source>
        <translation>更正式</translation>
    </message>
    <message>
        <source>Friendlier</source>
        <translation>更亲切</translation>
    </message>
    <message>
        <source>Active voice</source>
        <translation>主动语态</translation>
    </message>
    <message>
        <source>More creative</source>
        <translation>更有创意</translation>
    </message>
    <message>
        <source>Bullet points</source>
        <translation>要点列表</translation>
    </message>
    <message>
        <source>E-mail from notes</source>
        <translation>由笔记写邮件</translation>
    </message>
    <message>
        <source>Reply to this</source>
        <translation>回复这段文字</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>拟标题</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>续写</translation>
    </message>
    <message>
        <source>Make it</source>
        <translation>改成</translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>指令</translation>
    </message>
    <message>
        <source>In your own words; it takes the place of the choice above.</source>
        <translation>用自己的话说明；会代替上面的选择。</translation>
    </message>
    <message>
        <source>Variants</source>
        <translation>版本数</translation>
    </message>
    <message>
        <source>Written at the same time.</source>
        <translation>同时写出。</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>隐私</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Quick window</source>
        <translation>快捷窗口</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Enter sends</source>
        <translation>按 Enter 发送</translation>
    </message>
    <message>
        <source>Off: Ctrl+Enter sends, and Enter begins a new line.</source>
        <translation>关闭时：按 Ctrl+Enter 发送，按 Enter 换行。</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>系统提示词</translation>
    </message>
    <message>
        <source>What new conversations tell the model before anything else.</source>
        <translation>每个新对话首先告诉模型的内容。</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Low: predictable answers. High: surprising ones.</source>
        <translation>低：回答稳定。高：回答多变。</translation>
    </message>
    <message>
        <source>always the likeliest</source>
        <translation>取最可能词元</translation>
    </message>
    <message>
        <source>Top P</source>
        <translation>Top P</translation>
    </message>
    <message>
        <source>Choose among the likeliest tokens that have this probability together.</source>
        <translation>只从累计概率达到此值的最可能词元中选择。</translation>
    </message>
    <message>
        <source>Top K</source>
        <translation>Top K</translation>
    </message>
    <message>
        <source>Choose among this many of the likeliest tokens.</source>
        <translation>只从概率最高的这么多个词元中选择。</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Min P</source>
        <translation>Min P</translation>
    </message>
    <message>
        <source>Leave out tokens less likely than this share of the likeliest one.</source>
        <translation>排除概率低于最可能词元这一比例的词元。</translation>
    </message>
    <message>
        <source>Repeat penalty</source>
        <translation>重复惩罚</translation>
    </message>
    <message>
        <source>Above 1: words that were just used become less likely.</source>
        <translation>大于 1：刚用过的词更不容易再出现。</translation>
    </message>
    <message>
        <source>Longest answer</source>
        <translation>最大回答长度</translation>
    </message>
    <message>
        <source>until the model ends</source>
        <translation>直到模型结束</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>new each time</source>
        <translation>每次随机</translation>
    </message>
    <message>
        <source>Keep summaries</source>
        <translation>保留摘要</translation>
    </message>
    <message>
        <source>With the texts they were made of. Off: new ones are gone when you leave them.</source>
        <translation>连同生成摘要所用的文本。关闭时：新摘要在离开后即消失。</translation>
    </message>
    <message>
        <source>Keep running when the window is closed</source>
        <translation>关闭窗口后继续运行</translation>
    </message>
    <message>
        <source>With the model in memory and an icon in the tray, where there is one, so that the quick window answers at once. Ctrl+Q ends it.</source>
        <translation>模型留在内存中，并在托盘（如果有）中显示图标，使快捷窗口可以立即响应。按 Ctrl+Q 结束程序。</translation>
    </message>
    <message>
        <source>Load the last model at start</source>
        <translation>启动时加载上次的模型</translation>
    </message>
    <message>
        <source>Unload an idle model after</source>
        <translation>闲置多久后卸载模型</translation>
    </message>
    <message>
        <source>Gives its memory back. It is loaded again when it is needed.</source>
        <translation>释放其占用的内存。需要时会重新加载。</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>How much the model can see at once. More needs more memory.</source>
        <translation>模型一次能看到的内容量。越大越占内存。</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Layers on the GPU</source>
        <translation>GPU 层数</translation>
    </message>
    <message>
        <source>Automatic: as many as fit. 0: none.</source>
        <translation>自动：尽可能多。0：不使用。</translation>
    </message>
    <message>
        <source>Processor threads</source>
        <translation>处理器线程</translation>
    </message>
    <message>
        <source>Cache precision</source>
        <translation>缓存精度</translation>
    </message>
    <message>
        <source>Lower precision saves memory in long contexts and costs some quality.</source>
        <translation>较低的精度可在长上下文中节省内存，但会略微降低质量。</translation>
    </message>
    <message>
        <source>16 bit</source>
        <translation>16 位</translation>
    </message>
    <message>
        <source>8 bit</source>
        <translation>8 位</translation>
    </message>
    <message>
        <source>4 bit</source>
        <translation>4 位</translation>
    </message>
    <message>
        <source>Flash attention</source>
        <translation>Flash Attention</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>On</source>
        <translation>开</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Parlance makes no connection at all.</source>
        <translation>Parlance 不建立任何网络连接。</translation>
    </message>
    <message>
        <source>Address of the model hub</source>
        <translation>模型中心地址</translation>
    </message>
    <message>
        <source>The hub itself, or a mirror of it where the hub is slow or out of reach.</source>
        <translation>模型中心本身，或在其速度慢、无法访问时使用的镜像。</translation>
    </message>
    <message>
        <source>Chat template</source>
        <translation>对话模板</translation>
    </message>
    <message>
        <source>In Jinja, instead of the model&apos;s own. Empty: the model&apos;s own.</source>
        <translation>Jinja 格式，用来代替模型自带的模板。留空则使用模型自带的模板。</translation>
    </message>
    <message>
        <source>Keep translations</source>
        <translation>保留翻译记录</translation>
    </message>
    <message>
        <source>With their texts, and the sentences you correct. Off: new ones are gone when you leave them.</source>
        <translation>连同原文和你改过的句子一起保留。关闭后，新的翻译离开后即消失。</translation>
    </message>
    <message>
        <source>Use the translation memory</source>
        <translation>使用翻译记忆</translation>
    </message>
    <message>
        <source>Sentences that you have corrected before are translated as you did.</source>
        <translation>你改过的句子再次出现时，沿用你的译法。</translation>
    </message>
    <message>
        <source>Downloads at once</source>
        <translation>同时下载数</translation>
    </message>
    <message>
        <source>The others wait for their turn. On a slow network one is fastest.</source>
        <translation>其余的排队等待。网络较慢时，一次下载一个最快。</translation>
    </message>
    <message>
        <source>A number makes answers repeatable: a new chat that begins with the same question, model and settings gets the same answer.</source>
        <translation>填写数字可使回答可重复：以相同的问题、模型和设置开始的新对话会得到相同的回答。</translation>
    </message>
    <message>
        <source>Keep proofread and rewritten texts</source>
        <translation>保留校对和改写的文稿</translation>
    </message>
    <message>
        <source>As they were and as they are now. Off: new ones are gone when you leave them.</source>
        <translation>连同处理前的原文。关闭时：新文稿在离开后即消失。</translation>
    </message>
    <message>
        <source>Changes at once, or at the next start while a text is open.</source>
        <translation>立即切换；有文本打开时，下次启动时切换。</translation>
    </message>
    <message>
        <source>Key that opens the quick window</source>
        <translation>打开快捷窗口的按键</translation>
    </message>
    <message>
        <source>In every program, while Parlance runs; empty: none. Offered on X11 only. Elsewhere, bind the command “parlance quick” to a key in the desktop&apos;s settings.</source>
        <translation>Parlance 运行时在任何程序中都有效；留空则不使用。仅在 X11 上提供；在其他环境中，请在桌面的设置里把某个键绑定到命令“parlance quick”。</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>When long work or a download ends while you are elsewhere. Nothing of your texts is in them.</source>
        <translation>耗时的工作或下载结束而您正忙于其他事情时发出。通知中不含您的任何文本。</translation>
    </message>
</context>
<context>
    <name>summarize</name>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Short</source>
        <translation>较短</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>适中</translation>
    </message>
    <message>
        <source>Long</source>
        <translation>较长</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>词数</translation>
    </message>
    <message>
        <source>About how many; two characters of Chinese or Japanese count as one word.</source>
        <translation>大致长度；两个中文或日文字符算一个词。</translation>
    </message>
    <message>
        <source>As the length says</source>
        <translation>由“长度”决定</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>Bullet points</source>
        <translation>要点列表</translation>
    </message>
    <message>
        <source>Paragraph</source>
        <translation>段落</translation>
    </message>
    <message>
        <source>Abstract</source>
        <translation>学术摘要</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Of the summary.</source>
        <translation>摘要使用的语言。</translation>
    </message>
    <message>
        <source>As the text</source>
        <translation>与文本相同</translation>
    </message>
    <message>
        <source>Focus</source>
        <translation>侧重点</translation>
    </message>
    <message>
        <source>What matters most to you, in a few words.</source>
        <translation>用几个词说明你最关心什么。</translation>
    </message>
    <message>
        <source>A table says who did what, and when. Action items come with the decisions, as in minutes.</source>
        <translation>表格列出谁在什么时候做了什么；行动项和决定一并列出，如同会议纪要。</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Action items</source>
        <translation>行动项</translation>
    </message>
</context>
<context>
    <name>translate</name>
    <message>
        <source>From</source>
        <translation>源语言</translation>
    </message>
    <message>
        <source>The language of the text.</source>
        <translation>文本的语言。</translation>
    </message>
    <message>
        <source>Detect</source>
        <translation>自动检测</translation>
    </message>
    <message>
        <source>To</source>
        <translation>目标语言</translation>
    </message>
    <message>
        <source>The language to translate into.</source>
        <translation>要译成的语言。</translation>
    </message>
    <message>
        <source>Tone</source>
        <translation>语气</translation>
    </message>
    <message>
        <source>How readers are addressed.</source>
        <translation>对读者的称呼方式。</translation>
    </message>
    <message>
        <source>As in the text</source>
        <translation>与原文一致</translation>
    </message>
    <message>
        <source>Formal</source>
        <translation>正式</translation>
    </message>
    <message>
        <source>Informal</source>
        <translation>非正式</translation>
    </message>
    <message>
        <source>About the text</source>
        <translation>文本说明</translation>
    </message>
    <message>
        <source>What it is and for whom, such as: contract law, for patients.</source>
        <translation>文本的内容和读者，例如：合同法、供患者阅读。</translation>
    </message>
    <message>
        <source>Keep these words</source>
        <translation>保留这些词</translation>
    </message>
    <message>
        <source>Names and terms that stay as they are, with commas between them.</source>
        <translation>保持原样的名称和术语，用逗号隔开。</translation>
    </message>
</context>
<context>
    <name>work</name>
    <message>
        <source>Chat</source>
        <translation>聊天</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>翻译</translation>
    </message>
    <message>
        <source>Proofreading</source>
        <translation>校对</translation>
    </message>
    <message>
        <source>Rewriting</source>
        <translation>改写</translation>
    </message>
    <message>
        <source>Quick window</source>
        <translation>快捷窗口</translation>
    </message>
    <message>
        <source>Continuing the text</source>
        <translation>正在续写</translation>
    </message>
    <message>
        <source>Writing from the outline</source>
        <translation>正在按提纲写作</translation>
    </message>
    <message>
        <source>Proposing an outline</source>
        <translation>正在拟提纲</translation>
    </message>
</context>
</TS>
