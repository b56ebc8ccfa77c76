using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal;

/// <summary>Answers with pages.</summary>
internal static class Pages
{
    /// <summary>A page in the visitor's language, which nobody keeps.</summary>
    /// <typeparam name="TPage">The page.</typeparam>
    /// <param name="context">The request.</param>
    /// <param name="model">Its parameters, as properties of one object.</param>
    /// <param name="status">HTTP status.</param>
    public static RazorComponentResult<TPage> Show<TPage>(HttpContext context, object? model = null, int status = StatusCodes.Status200OK)
        where TPage : IComponent
    {
        context.Response.Headers.ContentLanguage = PageView.Of(context).English ? "en" : "zh-CN";
        context.Response.Headers.CacheControl = "no-store";
        return new(model ?? new { }) { StatusCode = status };
    }

    /// <summary>Where a form was done with, the page that shows what came of it: reloading that sends nothing again (303).</summary>
    public static IResult GoTo(string path) => new SeeOther(path);

    private sealed class SeeOther(string path) : IResult, IStatusCodeHttpResult
    {
        public int? StatusCode => StatusCodes.Status303SeeOther;

        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = path;
            return Task.CompletedTask;
        }
    }
}
