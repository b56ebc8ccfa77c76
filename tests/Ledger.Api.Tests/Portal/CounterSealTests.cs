using Microsoft.Playwright;

namespace Ledger.Api.Tests.Portal;

/// <summary>Seals, keys and objections at the counter, in a real browser that runs no scripts: what takes two persons takes two.</summary>
[Collection(PortalScene.Collection)]
public sealed class CounterSealTests(PortalScene scene)
{

    [Theory]
    [FlowViews]
    public async Task A_seal_is_applied_for_approved_by_another_granted_frozen_and_ended(FlowView view)
    {
        await using BrowserPage page = await scene.OpenAsync(view, "/start", PortalScene.SealingOfficer);
        Assert.EndsWith("/counter/seals", page.Page.Url, StringComparison.Ordinal);
        await page.ClickAsync($"text={view.In("申请印章", "Apply for a seal")}");
        await page.Page.FillAsync("#years", "11");
        await page.Page.FillAsync("#reason", "原印章将到期");
        await page.ClickAsync("main button");
        Assert.Contains(view.In("1 至 10", "1 to 10"), await page.Page.InnerTextAsync("#years-fault"), StringComparison.Ordinal);
        Assert.Equal("原印章将到期", await page.Page.InputValueAsync("#reason"));
        await page.Page.FillAsync("#years", "3");
        await page.ClickAsync("main button");
        Assert.Equal(view.In("申请已提交，等待他人审批。", "The application is entered, and waits for somebody else."), await DoneAsync(page));
        string seal = new Uri(page.Page.Url).AbsolutePath;
        await page.ClickAsync($"main a:text-is('{view.In("审批通过", "Approve")}')");
        await page.ClickAsync("main button");
        Assert.Equal(OtherEyesOf(view), await page.Page.InnerTextAsync(".faults li"));

        await using BrowserPage second = await scene.OpenAsync(view, seal, PortalScene.SecondSealingOfficer);
        await second.ClickAsync($"main a:text-is('{view.In("审批通过", "Approve")}')");
        await second.ClickAsync("main button");
        Assert.Equal(view.In("审批通过，已记入账本。", "It is approved; the ledger has it."), await DoneAsync(second));
        Assert.Equal(view.In("正常", "In force"), await second.Page.InnerTextAsync("main .tag"));

        await GoAsync(page, seal, view.In("授权用章", "Grant its use"));
        await page.Page.SelectOptionAsync("#grantedSystem", "counter");
        await page.Page.FillAsync("#grantedOperator", "clerk-1");
        await page.Page.FillAsync("#count", "5");
        await page.ClickAsync("main button");
        Assert.NotEmpty(await page.Page.InnerTextAsync("#grantedOperator-fault"));
        await page.Page.FillAsync("#grantedOperator", "");
        await page.ClickAsync("main button");
        Assert.Equal(view.In("已授权。", "Its use is granted."), await DoneAsync(page));
        Assert.Contains(view.In("部门窗口 · 所有类型", "the counter · every type"), await page.Page.InnerTextAsync("main .list h3"), StringComparison.Ordinal);
        await page.KeepPictureAsync($"counter-seal-granted-{view}");
        await page.TakeForGuideAsync(view.In("seal-zh", "seal-en"));

        await page.ClickAsync($"main .list a:text-is('{view.In("收回", "Withdraw")}')");
        await page.Page.FillAsync("#reason", "改由系统签发");
        await page.ClickAsync("main button");
        Assert.Equal(view.In("授权已收回，即刻生效。", "The grant is withdrawn, at once."), await DoneAsync(page));

        await GoAsync(page, seal, view.In("冻结", "Freeze"));
        await page.ClickAsync("main button");
        Assert.NotEmpty(await page.Page.InnerTextAsync("#reason-fault"));
        await page.Page.FillAsync("#reason", "核查用印");
        await page.ClickAsync("main button");
        Assert.Equal(view.In("冻结", "Frozen"), await page.Page.InnerTextAsync("main .tag"));
        await GoAsync(page, seal, view.In("解冻", "Give it free"));
        await page.Page.FillAsync("#reason", "核查完毕");
        await page.ClickAsync("main button");
        Assert.Equal(view.In("印章已解冻。", "The seal is given free."), await DoneAsync(page));
        await GoAsync(page, seal, view.In("注销", "End it"));
        await page.Page.SelectOptionAsync("#reasonCode", "replaced");
        await page.ClickAsync("main button");
        Assert.Equal("true", await page.Page.GetAttributeAsync("#confirm", "aria-invalid"));
        await page.Page.CheckAsync("#confirm");
        await page.ClickAsync("main button");
        Assert.Equal(view.In("注销", "Ended"), await page.Page.InnerTextAsync("main .tag"));
        string history = await page.Page.InnerTextAsync("main ol.list");
        Assert.Contains("核查用印", history, StringComparison.Ordinal);
        Assert.Contains("clerk-", history, StringComparison.Ordinal);
        await page.KeepPictureAsync($"counter-seal-ended-{view}");
    }

    [Theory]
    [FlowViews]
    public async Task A_key_is_applied_for_approved_by_another_and_taken_back_by_one(FlowView view)
    {
        string name = $"key-of-the-counter-{view.Number}";
        using Crypto.Signing.Ed25519PrivateKey made = Crypto.Signing.Ed25519PrivateKey.Generate();
        string pem = $"-----BEGIN PUBLIC KEY-----\r\n{Convert.ToBase64String(new Crypto.Signing.VerifyingKey(made.Algorithm, made.PublicKey.Span).ToPublicKeyInfo())}\r\n-----END PUBLIC KEY-----\r\n";
        await using BrowserPage page = await scene.OpenAsync(view, "/counter/systems", PortalScene.Clerk);
        await page.ClickAsync($"main a:text-is('{view.In("申请登记密钥", "Apply for a key")}')");
        await page.Page.SelectOptionAsync("#system", "test");
        await page.Page.FillAsync("#keyId", name);
        await page.Page.FillAsync("#publicKey", "AAAA");
        await page.ClickAsync("main button");
        Assert.NotEmpty(await page.Page.InnerTextAsync("#publicKey-fault"));
        await page.Page.FillAsync("#publicKey", pem);
        await page.ClickAsync("main button");
        Assert.StartsWith(view.In("申请已提交。", "The application is entered."), await DoneAsync(page), StringComparison.Ordinal);
        await page.ClickAsync($"main a:text-is('{view.In("审批通过", "Approve")}')");
        await page.ClickAsync("main button");
        Assert.Equal(OtherEyesOf(view), await page.Page.InnerTextAsync(".faults li"));

        await using BrowserPage second = await scene.OpenAsync(view, "/counter/systems", PortalScene.SecondClerk);
        await second.ClickAsync($"main a:text-is('{view.In("审批通过", "Approve")}')");
        await second.ClickAsync("main button");
        Assert.Equal(view.In("密钥已生效。", "The key is in force."), await DoneAsync(second));
        string quota = await second.Page.InnerTextAsync("main section:has(h2:has-text('test'))");
        Assert.Matches($"{view.In("每分钟请求上限", "Requests a minute")}\\s+[0-9,]+{view.In("，现余 ", ", left now ")}[0-9,]+", quota);
        await second.KeepPictureAsync($"counter-systems-key-{view}");
        await second.ClickAsync($"main a:text-is('{view.In("停用密钥", "Withdraw a key")}')");
        await second.Page.SelectOptionAsync("#keyId", name);
        await second.Page.CheckAsync("#confirm");
        await second.ClickAsync("main button");
        Assert.StartsWith(view.In("密钥已停用", "The key is withdrawn"), await DoneAsync(second), StringComparison.Ordinal);
        Assert.Contains(view.In($"{name} 已停用", $"{name} withdrawn"), await second.Page.InnerTextAsync("main"), StringComparison.Ordinal);
    }

    [Theory]
    [FlowViews]
    public async Task What_a_holder_objects_to_is_read_and_answered_once(FlowView view)
    {
        string objection = $"本店未接受过这次检查 {view}。";
        await scene.InspectAsync();
        await using (BrowserPage holder = await scene.OpenAsync(view, "/me/uses", PortalScene.Holder))
        {
            await holder.ClickAsync("main .list summary");
            await holder.Page.FillAsync("main .list textarea", objection);
            await holder.ClickAsync("main .list details button");
        }

        await using BrowserPage page = await scene.OpenAsync(view, "/counter", PortalScene.Clerk);
        await page.ClickAsync($"nav >> text={view.In("异议", "Objections")}");
        ILocator listed = page.Page.Locator("main .list > li").Filter(new() { HasText = objection });
        Assert.Contains(view.In("待答复", "Open"), await listed.InnerTextAsync(), StringComparison.Ordinal);
        await page.ClickAsync(listed.Locator("a"));
        string address = page.Page.Url;
        Assert.Contains(view.In("食品经营许可新办", "New food business licence"), await page.Page.InnerTextAsync("main dl"), StringComparison.Ordinal);
        await page.Page.SelectOptionAsync("#outcome", "upheld");
        await page.Page.FillAsync("#text", "经办人选错了企业。");
        await page.ClickAsync("main button");
        Assert.Contains(view.In("改正措施", "Where an objection is upheld, it is said"), await page.Page.InnerTextAsync("#correction-fault"), StringComparison.Ordinal);
        await page.KeepPictureAsync($"counter-objection-{view}");
        await page.Page.FillAsync("#correction", "已更正检查记录，并核对了其余记录。");
        await page.ClickAsync("main button");
        Assert.StartsWith(view.In("答复已记入账本", "The answer is on the ledger"), await DoneAsync(page), StringComparison.Ordinal);
        Assert.Contains(view.In("已答复，成立", "Answered: upheld"), await listed.InnerTextAsync(), StringComparison.Ordinal);
        await page.Page.GotoAsync(address);
        await page.KeepPictureAsync($"counter-objection-answered-{view}");
        Assert.Equal(0, await page.Page.Locator("main form").CountAsync());
    }

    private async Task GoAsync(BrowserPage page, string seal, string text)
    {
        await page.Page.GotoAsync(new Uri(scene.Node.Address, seal).ToString());
        await page.ClickAsync($"main a:text-is('{text}')");
    }

    private static string OtherEyesOf(FlowView view) => view.In("须由另一位经办人办理：您就是申请人。", "Another person has to do this: it was you who applied.");

    private static Task<string> DoneAsync(BrowserPage page) => page.Page.InnerTextAsync(".done");
}
