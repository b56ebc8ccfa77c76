using System.Security.Cryptography;
using System.Text;
using Ledger.Api.Security;
using Ledger.Api.Uploads;
using Ledger.Node;
using Ledger.Node.Log;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Ledger.Api.Portal;

/// <summary>A form that a session sent. There is no other way to read one, so that none is read without its token.</summary>
internal sealed class PageForm
{
    /// <summary>Name of the hidden field with the key of one filling-in.</summary>
    public const string KeyField = "key";

    private const int KeyLength = 32;

    private const int LongestPart = 200;

    // What people send stays in memory, and goes to no disk: no row of a page that reads a form lets in more.
    private static readonly FormOptions InMemory = new() { MemoryBufferThreshold = 1 << 20 };

    private readonly HttpContext _context;
    private readonly IFormCollection _form;

    private PageForm(HttpContext context, IFormCollection form) => (_context, _form) = (context, form);

    /// <summary>Reads the form of a request.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.CrossSiteRequest"/>: it is none of this session's; <see cref="LedgerError.MalformedBody"/>: it cannot be read.</exception>
    public static async Task<PageForm> ReadAsync(HttpContext context, CancellationToken cancel)
    {
        IFormCollection? form = null;
        try
        {
            form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(InMemory, cancel) : null;
        }
        catch (InvalidDataException)
        {
            // told below
        }

        return form is null
            ? throw new LedgerException(LedgerError.MalformedBody, "请求内容应为一份表单。", "The body is a form.")
            : Of(context, form);
    }

    /// <summary>Reads the form by which a file is sent, up to the file: whose form it is is known before a byte of the file is read.</summary>
    /// <param name="context">The request.</param>
    /// <param name="known">Names of the fields before the file.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The form, and the file, to be read once.</returns>
    /// <exception cref="LedgerException">As <see cref="ReadAsync"/>; and what <see cref="UploadedForm.ReadAsync"/> refuses.</exception>
    public static async Task<(PageForm Form, Stream File)> ReadUploadAsync(HttpContext context, IReadOnlyList<string> known, CancellationToken cancel)
    {
        string[] names = [FormToken.Field, KeyField, .. known];
        UploadedForm upload = await UploadedForm.ReadAsync(context.Request, names, LongestPart, cancel);
        Dictionary<string, StringValues> fields = names.ToDictionary(name => name, name => new StringValues(Encoding.UTF8.GetString(upload.Part(name).Span)));
        return (Of(context, new FormCollection(fields)), upload.File);
    }

    /// <summary>What was typed into a field, without blanks around it; empty where nothing was.</summary>
    public string Text(string name) => _form[name] is [string text] ? text.Trim() : "";

    /// <summary>All that was filled in, but for what the page itself put there.</summary>
    public FilledForm Filled() => new(_form.Where(field => field.Key is not (FormToken.Field or KeyField)).ToDictionary(field => field.Key, field => Text(field.Key)));

    /// <summary>The bytes of a file that was picked, as many as the page's row lets in; empty where none was.</summary>
    public ReadOnlyMemory<byte> File(string name)
    {
        if (_form.Files.GetFile(name) is not { Length: > 0 } file)
        {
            return default;
        }

        byte[] bytes = new byte[file.Length];
        using Stream content = file.OpenReadStream();
        content.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>What was ticked under one name.</summary>
    public IReadOnlyList<string> All(string name) => [.. ((StringValues)_form[name]).OfType<string>()];

    private static PageForm Of(HttpContext context, IFormCollection form) => PageView.Of(context).Admits(form[FormToken.Field])
        ? new PageForm(context, form)
        : throw new LedgerException(
            LedgerError.CrossSiteRequest, "表单不属于本次登录，请返回重新打开页面再提交。", "The form is none of this session: open its page again and send it from there.");

    /// <summary>The key of this filling-in, bound to what was filled in: the same form sent again is the same request.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.IdempotencyKeyMissing"/>.</exception>
    public RequestKey Key()
    {
        string key = Text(KeyField);
        if (key.Length != KeyLength || !key.All(char.IsAsciiHexDigitLower))
        {
            throw new LedgerException(LedgerError.IdempotencyKeyMissing, "表单缺少编号，请重新打开页面再提交。", "The form has no key: open its page again and send it from there.");
        }

        StringBuilder filled = new($"{_context.Request.Method} {_context.Request.Path}\n");
        foreach ((string name, StringValues values) in _form.OrderBy(field => field.Key, StringComparer.Ordinal).Where(field => field.Key != FormToken.Field))
        {
            filled.Append(name).Append('=').AppendJoin('&', values.OfType<string>().Select(Uri.EscapeDataString)).Append('\n');
        }

        foreach (IFormFile file in _form.Files)
        {
            filled.Append(file.Name).Append('=').Append(Convert.ToHexStringLower(SHA256.HashData(File(file.Name).Span))).Append('\n');
        }

        return RequestKey.For(Caller.Of(_context).Name, key, Encoding.UTF8.GetBytes(filled.ToString()));
    }
}
