using Ledger.Node;

namespace Ledger.Api.SignIn;

/// <summary>What people are told when a sign-in is refused.</summary>
internal static class SignInText
{
    /// <summary>A refusal of the sign-in.</summary>
    /// <param name="chinese">Why.</param>
    /// <param name="english">The same in English.</param>
    /// <param name="field">What was at fault: a parameter of the address, or below <c>/id_token</c> a kind of fault.</param>
    public static LedgerException Refused(string chinese, string english, string field) => new(LedgerError.SignInRefused, chinese, english, field);

    /// <summary>The refusal of an id_token.</summary>
    public static LedgerException Of(IdTokenException fault) => Refused(
        Chinese(fault.Fault), $"The identity provider's token is refused: {fault.Message}", $"/id_token/{NameOf(fault.Fault)}");

    /// <summary>A refusal of a logout token.</summary>
    /// <param name="chinese">Why.</param>
    /// <param name="english">The same in English.</param>
    /// <param name="field">What was at fault: below <c>/logout_token</c> a kind of fault.</param>
    public static LedgerException LogoutRefused(string chinese, string english, string field) => new(LedgerError.LogoutRefused, chinese, english, field);

    /// <summary>The refusal of a logout token.</summary>
    public static LedgerException LogoutRefused(IdTokenException fault) => LogoutRefused(
        Chinese(fault.Fault), $"The logout token is refused: {fault.Message}", $"/logout_token/{NameOf(fault.Fault)}");

    /// <summary>The stable name of a fault.</summary>
    public static string NameOf(IdTokenFault fault) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(fault.ToString());

    private static string Chinese(IdTokenFault fault) => fault switch
    {
        IdTokenFault.Malformed => "令牌的格式不符合规定。",
        IdTokenFault.TooLarge => "令牌超过上限。",
        IdTokenFault.Algorithm => "令牌的签名算法不在允许之列。",
        IdTokenFault.UnknownKey => "身份提供方没有公布此签名密钥。",
        IdTokenFault.Signature => "令牌的签名不正确。",
        IdTokenFault.Issuer => "令牌由另一身份提供方签发。",
        IdTokenFault.Audience => "令牌不是签发给本节点的。",
        IdTokenFault.Expired => "令牌已过期。",
        IdTokenFault.NotNow => "令牌尚未生效或签发时间不符。",
        IdTokenFault.Nonce => "令牌不属于本次登录。",
        IdTokenFault.AccessToken => "令牌与访问令牌不符。",
        IdTokenFault.AuthenticationTime => "身份认证的时间不符合要求，请重新认证。",
        IdTokenFault.Event => "令牌不是注销令牌。",
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };
}
