-- Records as an earlier release left them (revision 0003): accounts, questions, a queue, approved answers.
BEGIN TRANSACTION;
CREATE TABLE accounts (
	name VARCHAR(64) NOT NULL, 
	role VARCHAR(16) NOT NULL, 
	password VARCHAR(256) NOT NULL, 
	created_at DATETIME NOT NULL, 
	disabled_at DATETIME, 
	PRIMARY KEY (name)
);
INSERT INTO "accounts" VALUES('接线员','clerk','$argon2id$v=19$m=65536,t=3,p=4$cYZ9kPXWjRr8a2GKaOc4Uw$pQ0Rcn59oAv1aU1iyL8SKCN+QF1kQn8cUTgXlixDbEQ','2026-11-30 02:40:54.637258',NULL);
INSERT INTO "accounts" VALUES('审核员','reviewer','$argon2id$v=19$m=65536,t=3,p=4$LKQQ9XldIkwH1YdGxiMRAw$R8IKCsE24NmMimFIXpkl+dqxMZwVWeqEdrZisRyjGvg','2026-11-30 02:40:55.243697',NULL);
INSERT INTO "accounts" VALUES('离职的','clerk','$argon2id$v=19$m=65536,t=3,p=4$QiHdbhh1N/0WzVQa03fBkw$upTxtxTUam0+6ho5t6LdotEbjo/PzFr8WtWjU+PwBxs','2026-11-30 02:40:55.891254','2026-11-30 02:40:55.899986');
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0003');
CREATE TABLE answers (
	question INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	PRIMARY KEY (question), 
	FOREIGN KEY(question) REFERENCES questions (id) ON DELETE CASCADE
);
INSERT INTO "answers" VALUES(1,'答：省级企业技术中心奖多少');
INSERT INTO "answers" VALUES(2,'答：宠物店补贴多少');
INSERT INTO "answers" VALUES(3,'答：我叫〔姓名隐去〕，研发加计扣除怎么办');
INSERT INTO "answers" VALUES(4,'文件没有对宠物店的奖补，请咨询市市场监督管理局。

答复仅供参考，以文件原文和主管部门解释为准。');
INSERT INTO "answers" VALUES(5,'请登录市工业和信息化局网站查看当年的申报通知。

答复仅供参考，以文件原文和主管部门解释为准。');
INSERT INTO "answers" VALUES(6,'文件没有对申请人户籍的要求，请咨询市工业和信息化局。

答复仅供参考，以文件原文和主管部门解释为准。');
CREATE TABLE approved_answers (
	id INTEGER NOT NULL, 
	"key" VARCHAR(64) NOT NULL, 
	question TEXT NOT NULL, 
	earlier JSON NOT NULL, 
	answer TEXT NOT NULL, 
	policies JSON NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	author VARCHAR(64) NOT NULL, 
	created_at DATETIME NOT NULL, 
	reviewer VARCHAR(64), 
	reviewed_at DATETIME, 
	uses INTEGER NOT NULL, 
	reason TEXT, 
	PRIMARY KEY (id)
);
INSERT INTO "approved_answers" VALUES(1,'a402390fc1724919b67f2ecce1902df7b77ba7a90c218112a1f4df1aab99e394','宠物店有没有补贴','[]','文件没有对宠物店的奖补，请咨询市市场监督管理局。','{"ningde-2021-68": "7a45429872b9a19de4399b8c25627d0fb77ac3861cd83dc6dc1364cc111b203c"}','approved','接线员','2026-11-30 02:41:06.702863','审核员','2026-11-30 02:41:06.726658',1,NULL);
INSERT INTO "approved_answers" VALUES(2,'bd96d6d20b0e7490f036473866de1467161d334dc4dbd23a0496d8399788885d','怎么申报','["\u7701\u7ea7\u4f01\u4e1a\u6280\u672f\u4e2d\u5fc3\u5956\u591a\u5c11"]','请登录市工业和信息化局网站查看当年的申报通知。','{"ningde-2021-68": "7a45429872b9a19de4399b8c25627d0fb77ac3861cd83dc6dc1364cc111b203c"}','approved','接线员','2026-11-30 02:41:06.791633','审核员','2026-11-30 02:41:06.804498',1,NULL);
INSERT INTO "approved_answers" VALUES(3,'d2d1d386ba613fe0c299d7a22b94b67b427a2d0f1aa1ed27bbb680e00f2ec55d','外地人能申请吗','[]','文件没有对申请人户籍的要求，请咨询市工业和信息化局。','{"ningde-2021-68": "7a45429872b9a19de4399b8c25627d0fb77ac3861cd83dc6dc1364cc111b203c"}','approved','接线员','2026-11-30 02:41:06.846754','审核员','2026-11-30 02:41:06.856319',1,NULL);
CREATE TABLE audit (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	who VARCHAR(64) NOT NULL, 
	what VARCHAR(32) NOT NULL, 
	subject VARCHAR(128) NOT NULL, 
	detail TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "audit" VALUES(1,'2026-11-30 02:40:54.637367','命令行','新增账号','接线员','clerk');
INSERT INTO "audit" VALUES(2,'2026-11-30 02:40:55.243786','命令行','新增账号','审核员','reviewer');
INSERT INTO "audit" VALUES(3,'2026-11-30 02:40:55.891356','命令行','新增账号','离职的','clerk');
INSERT INTO "audit" VALUES(4,'2026-11-30 02:40:55.907837','命令行','停用账号','离职的','');
INSERT INTO "audit" VALUES(5,'2026-11-30 02:40:56.571791','审核员','登录','127.0.0.1','');
INSERT INTO "audit" VALUES(6,'2026-11-30 02:41:06.707014','接线员','提交答复','第1号答复','宠物店有没有补贴');
INSERT INTO "audit" VALUES(7,'2026-11-30 02:41:06.728246','审核员','核准答复','第1号答复','宠物店有没有补贴');
INSERT INTO "audit" VALUES(8,'2026-11-30 02:41:06.792421','接线员','提交答复','第2号答复','怎么申报');
INSERT INTO "audit" VALUES(9,'2026-11-30 02:41:06.805519','审核员','核准答复','第2号答复','怎么申报');
INSERT INTO "audit" VALUES(10,'2026-11-30 02:41:06.847591','接线员','提交答复','第3号答复','外地人能申请吗');
INSERT INTO "audit" VALUES(11,'2026-11-30 02:41:06.857108','审核员','核准答复','第3号答复','外地人能申请吗');
CREATE TABLE cited_clauses (
	question INTEGER NOT NULL, 
	policy VARCHAR(64) NOT NULL, 
	clause VARCHAR(32) NOT NULL, 
	day DATE NOT NULL, 
	PRIMARY KEY (question, policy, clause), 
	FOREIGN KEY(question) REFERENCES questions (id) ON DELETE CASCADE
);
INSERT INTO "cited_clauses" VALUES(1,'p','二（一）','2026-11-30');
CREATE TABLE claims (
	"key" VARCHAR(64) NOT NULL, 
	at DATETIME NOT NULL, 
	who VARCHAR(64) NOT NULL, 
	PRIMARY KEY ("key")
);
CREATE TABLE dismissals (
	"key" VARCHAR(64) NOT NULL, 
	at DATETIME NOT NULL, 
	who VARCHAR(64) NOT NULL, 
	reason TEXT NOT NULL, 
	PRIMARY KEY ("key")
);
CREATE TABLE login_tries (
	id INTEGER NOT NULL, 
	subject VARCHAR(64) NOT NULL, 
	at DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE questions (
	id INTEGER NOT NULL, 
	answer_id VARCHAR(32) NOT NULL, 
	asked_at DATETIME NOT NULL, 
	day DATE NOT NULL, 
	channel VARCHAR(8) NOT NULL, 
	question TEXT NOT NULL, 
	earlier JSON NOT NULL, 
	"key" VARCHAR(64) NOT NULL, 
	subject VARCHAR(64) NOT NULL, 
	status VARCHAR(16) NOT NULL, 
	latency_ms INTEGER NOT NULL, 
	guard_blocks INTEGER NOT NULL, 
	opinion VARCHAR(8), 
	comment TEXT, 
	waiting BOOLEAN NOT NULL, 
	approved INTEGER, 
	PRIMARY KEY (id), 
	UNIQUE (answer_id), 
	FOREIGN KEY(approved) REFERENCES approved_answers (id) ON DELETE SET NULL
);
INSERT INTO "questions" VALUES(1,'DWidmOGhkmzSi7u1MUI58w','2026-11-30 02:40:56.590876','2026-11-30','page','省级企业技术中心奖多少','[]','key-of-center','加计扣除','answered',12,0,'dislike','没有说清楚',1,NULL);
INSERT INTO "questions" VALUES(2,'QIEOG4SB-1d9NU0_1hFACA','2026-11-30 02:40:56.614853','2026-11-30','api','宠物店补贴多少','[]','宠物店补贴多少','加计扣除','not_covered',9,0,NULL,NULL,1,NULL);
INSERT INTO "questions" VALUES(3,'am2pop4R6ZEu03lhfepjNA','2026-11-30 02:40:56.627195','2026-11-30','openai','我叫〔姓名隐去〕，研发加计扣除怎么办','[]','我叫张三，研发加计扣除怎么办','加计扣除','not_covered',7,0,NULL,NULL,1,NULL);
INSERT INTO "questions" VALUES(4,'ttmU5-R4nkDK9y70F44rrg','2026-11-30 02:41:06.757015','2026-11-30','page','宠物店有没有补贴','[]','a402390fc1724919b67f2ecce1902df7b77ba7a90c218112a1f4df1aab99e394','','answered',10,0,NULL,NULL,0,1);
INSERT INTO "questions" VALUES(5,'iSC82WQrxQx8gQL_Bx24_g','2026-11-30 02:41:06.819731','2026-11-30','page','怎么申报','["\u7701\u7ea7\u4f01\u4e1a\u6280\u672f\u4e2d\u5fc3\u5956\u591a\u5c11"]','bd96d6d20b0e7490f036473866de1467161d334dc4dbd23a0496d8399788885d','企业技术中心','answered',5,0,NULL,NULL,0,2);
INSERT INTO "questions" VALUES(6,'BmgutzrA--4tMK-HB4Z3Tg','2026-11-30 02:41:06.888022','2026-11-30','page','外地人能申请吗','[]','d2d1d386ba613fe0c299d7a22b94b67b427a2d0f1aa1ed27bbb680e00f2ec55d','','answered',13,0,NULL,NULL,0,3);
CREATE TABLE sessions (
	token VARCHAR(64) NOT NULL, 
	name VARCHAR(64) NOT NULL, 
	created_at DATETIME NOT NULL, 
	seen_at DATETIME NOT NULL, 
	PRIMARY KEY (token), 
	FOREIGN KEY(name) REFERENCES accounts (name) ON DELETE CASCADE
);
CREATE INDEX ix_sessions_name ON sessions (name);
CREATE INDEX ix_login_tries_subject_at ON login_tries (subject, at);
CREATE UNIQUE INDEX ix_approved_answers_in_use ON approved_answers ("key") WHERE state = 'approved';
CREATE INDEX ix_approved_answers_key ON approved_answers ("key");
CREATE INDEX ix_questions_counts ON questions (day, status, opinion, guard_blocks, latency_ms);
CREATE INDEX ix_questions_subjects ON questions (status, day, subject);
CREATE INDEX ix_questions_status ON questions (status, id);
CREATE INDEX ix_questions_opinion ON questions (opinion, id);
CREATE INDEX ix_questions_key ON questions ("key");
CREATE INDEX ix_questions_asked_at ON questions (asked_at);
CREATE INDEX ix_questions_approved ON questions (approved);
CREATE INDEX ix_questions_waiting ON questions ("key", opinion) WHERE waiting IS 1;
CREATE INDEX ix_cited_clauses_counts ON cited_clauses (policy, clause, day);
COMMIT;
