using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Api.SignIn;
using Ledger.Node;
using Microsoft.AspNetCore.Diagnostics;

namespace Ledger.Api.Portal;

/// <summary>Tells a person why they do not get what they asked for, and what they can do now.</summary>
internal static class ErrorPages
{
    // The form of the greatest picture.
    private const int LongestKept = 512 << 10;

    // What a link gets that is no page: a browser that comes back to it gets the file, and stays where it was.
    private static readonly string[] Files = ["/pdf", "/ofd", "/export", "/errors", "/refused-rows"];

    /// <summary>Writes the page of a refusal.</summary>
    public static async Task WriteAsync(HttpContext context, Problem problem)
    {
        (string code, string back) = (problem.Code, BackOf(context));
        if (code == "step-up-needed" && HttpMethods.IsPost(context.Request.Method))
        {
            await KeepTypedAsync(context, back);
        }

        bool hadSession = SessionCookie.TextOf(context) is not null && PageView.Of(context).Session is null;
        (TextInBoth title, TextInBoth? more) = code switch
        {
            "sign-in-needed" when hadSession => (
                new TextInBoth("登录已过期", "Your sign-in has expired"),
                new TextInBoth("为保护您的信息，一段时间未操作后会自动退出。重新登录后将回到此页。", "To protect your data you are signed out after a while. Sign in again to come back to this page.")),
            "sign-in-needed" => (new TextInBoth("请先登录", "Sign in first"), new TextInBoth("登录后将回到此页。", "You will come back to this page.")),
            "step-up-needed" => (
                new TextInBoth("请确认是您本人", "Show that it is you"),
                new TextInBoth("认证后将回到此页，已填写的内容会保留。", "You will come back to this page; what you typed is kept.")),
            "not-found" => (
                new TextInBoth("没有找到这个页面", "There is no such page"),
                new TextInBoth("请检查网址是否完整；如从旧链接进入，请回首页重新查找。", "Check that the address is complete, or start again from the home page.")),
            "not-allowed" => (new TextInBoth("您不能查看此页", "You may not see this page"), new TextInBoth("此页供其他身份的用户使用。", "It is for people of another role.")),
            "internal-error" => (new TextInBoth("系统出错了", "Something failed"), new TextInBoth("您的数据没有丢失，请稍后再试。", "None of your data are lost; please try again later.")),
            _ => (new TextInBoth("未能完成", "That could not be done"), null),
        };
        await Pages.Show<ErrorPage>(
            context,
            new
            {
                Title = title,
                Reason = code is "sign-in-needed" or "not-found" ? null : new TextInBoth(problem.Chinese, problem.English),
                More = more,
                problem.Code,
                Back = back,
                Number = AuditTrail.Of(context).Reference,
            },
            problem.Status).ExecuteAsync(context);
    }

    /// <summary>
    /// The page to come back to from a sign-in: the one that was asked for; of a file, or of an act that is a part of another page, the page on which its link or button
    /// stands. A browser says which that is to the site itself; where it does not, the page on which one's work begins.
    /// </summary>
    private static string BackOf(HttpContext context)
    {
        HttpRequest request = context.Request;
        string route = ((context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint) as RouteEndpoint)?.RoutePattern.RawText ?? "";
        bool isPage = HttpMethods.IsPost(request.Method)
            ? PermissionTable.Find(HttpMethods.Get, route) is not null
            : !request.Path.StartsWithSegments("/api") && !Files.Any(file => route.EndsWith(file, StringComparison.Ordinal));
        if (isPage)
        {
            return PageView.Of(context).Here;
        }

        return Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out Uri? from) && from.Authority == request.Host.Value && SignInAttempt.IsOwnPath(from.PathAndQuery)
            ? from.PathAndQuery
            : "/start";
    }

    private static async Task KeepTypedAsync(HttpContext context, string back)
    {
        // Of a form with a file the text is kept. What is longer than that is a file of licences: its page asks for the step-up before anything is typed.
        if (context.Request is { HasFormContentType: true, ContentLength: <= LongestKept } && PageView.Of(context).Session is { } session)
        {
            try
            {
                PageForm form = await PageForm.ReadAsync(context, context.RequestAborted);
                context.RequestServices.GetRequiredService<FormDrafts>().Keep(session.Who.Person, back.Split('?')[0], form.Filled());
            }
            catch (LedgerException)
            {
                // No form of this session: nothing of it is kept, and the refusal stands.
            }
        }
    }
}
