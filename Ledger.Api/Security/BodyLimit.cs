using Ledger.Api.Problems;
using Microsoft.AspNetCore.Http.Features;

namespace Ledger.Api.Security;

/// <summary>Holds a request to the longest body that its endpoint's row allows.</summary>
internal static class BodyLimit
{
    /// <summary>So much of what is sent where nothing reads it is read and forgotten, in bytes, so that the sender sees the answer.</summary>
    public const int Unread = 64 << 10;

    // So much of a refused body is read and forgotten. Hanging up on a client that still sends makes it see a broken
    // connection instead of the answer.
    private const long Courtesy = 16 << 20;

    /// <summary>Whether the request was refused, and answered.</summary>
    public static async Task<bool> RefusesAsync(HttpContext context, long maximumBytes)
    {
        Allow(context, maximumBytes);
        if (context.Request.ContentLength is not long length || length <= maximumBytes)
        {
            return false;
        }

        // Who asks first with Expect: 100-continue has sent nothing yet (RFC 9110, 10.1.1).
        if (length <= maximumBytes + Courtesy && context.Request.Headers.Expect.Count == 0)
        {
            Allow(context, length);
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        }

        await ProblemResults.OfStatus(StatusCodes.Status413PayloadTooLarge).WriteAsync(context);
        return true;
    }

    /// <summary>
    /// Lets the server read and forget what a caller sends who is refused for another reason, so that it sees the answer and no broken
    /// connection; what is longer than anybody may send here is not waited for.
    /// </summary>
    public static void Discard(HttpContext context, long maximumBytes) => Allow(context, Math.Max(maximumBytes, Unread));

    private static void Allow(HttpContext context, long bytes)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = bytes;
        }
    }
}
