using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Ledger.Crypto.Native;

/// <summary>
/// The functions of one PKCS#11 module (2.40) that the ledger calls. CK_ULONG has eight bytes and structures are not packed, as on every
/// 64-bit Linux. All functions may run on several threads: the module is told to lock by itself.
/// </summary>
internal sealed unsafe class Cryptoki
{
    /// <summary>CKO_PUBLIC_KEY.</summary>
    public const int PublicKey = 2;

    /// <summary>CKO_PRIVATE_KEY.</summary>
    public const int PrivateKey = 3;

    /// <summary>CKA_EC_PARAMS.</summary>
    public const int EcParameters = 0x180;

    /// <summary>CKA_EC_POINT.</summary>
    public const int EcPoint = 0x181;

    private const int ClassAttribute = 0x000;
    private const int LabelAttribute = 0x003;
    private const int IdAttribute = 0x102;
    private const int MaxAttribute = 1024;
    private const int MaxSignature = 512;
    private const int MaxSlots = 256;
    private const int MaxFound = 8;
    private const int LabelLength = 32;

    // CK_TOKEN_INFO: label 32, manufacturer 32, model 16, serial number 16, then flags; 208 bytes in all.
    private const int TokenInfoLength = 208;
    private const int TokenFlagsOffset = 96;

    private const nuint OsLockingOk = 2;
    private const nuint SerialSession = 4;
    private const nuint User = 1;

    private readonly nint* _functions;

    // CK_FUNCTION_LIST begins with a version of two bytes; the pointers follow, aligned.
    private Cryptoki(nint list) => _functions = (nint*)list + 1;

    /// <summary>Loads a module; it stays loaded while the process lives.</summary>
    /// <param name="path">The shared library.</param>
    /// <exception cref="CryptographicException">No such library, or no PKCS#11 module.</exception>
    public static Cryptoki Load(string path)
    {
        if (!NativeLibrary.TryLoad(path, out nint library) || !NativeLibrary.TryGetExport(library, "C_GetFunctionList", out nint entry))
        {
            throw new CryptographicException($"{path} is missing or is no PKCS#11 module.");
        }

        nint list = 0;
        Check("C_GetFunctionList", ((delegate* unmanaged[Cdecl]<nint*, nuint>)entry)(&list));
        return list != 0 ? new Cryptoki(list) : throw new CryptographicException($"{path} gave no list of functions.");
    }

    public void Initialise()
    {
        // CK_C_INITIALIZE_ARGS: four functions for locks, which the system provides, flags, reserved.
        nuint* arguments = stackalloc nuint[6];
        new Span<nuint>(arguments, 6).Clear();
        arguments[4] = OsLockingOk;
        nuint code = ((delegate* unmanaged[Cdecl]<void*, nuint>)_functions[0])(arguments);
        Check("C_Initialize", code == CryptokiCode.AlreadyInitialised ? CryptokiCode.Ok : code);
    }

    /// <summary>Ends everything the module holds for this process. What it answers is of no interest: it may be gone.</summary>
    public void Finalise() => _ = ((delegate* unmanaged[Cdecl]<void*, nuint>)_functions[1])(null);

    /// <summary>The slot whose token has a label.</summary>
    /// <returns>The slot and the token's flags.</returns>
    /// <exception cref="CryptokiException">No such token.</exception>
    /// <exception cref="CryptographicException">Two of them.</exception>
    public (nuint Slot, CryptokiTokenFlags Flags) FindToken(string label)
    {
        nuint* slots = stackalloc nuint[MaxSlots];
        nuint count = MaxSlots;
        Check("C_GetSlotList", ((delegate* unmanaged[Cdecl]<byte, nuint*, nuint*, nuint>)_functions[4])(1, slots, &count));
        byte* info = stackalloc byte[TokenInfoLength + 64];
        List<(nuint, CryptokiTokenFlags)> found = [];
        for (int i = 0; i < (int)count; i++)
        {
            // A slot whose token cannot tell its name is not the one.
            if (((delegate* unmanaged[Cdecl]<nuint, void*, nuint>)_functions[6])(slots[i], info) == CryptokiCode.Ok
                && System.Text.Encoding.UTF8.GetString(info, LabelLength).TrimEnd(' ', '\0') == label)
            {
                found.Add((slots[i], (CryptokiTokenFlags)(ulong)*(nuint*)(info + TokenFlagsOffset)));
            }
        }

        return found.Count switch
        {
            1 => found[0],

            // Also what the client of a module in another process shows when that is gone, and one that was begun before the token was there.
            0 => throw new CryptokiException($"C_GetSlotList, asked for token {label},", CryptokiCode.TokenNotPresent),
            _ => throw new CryptographicException($"{found.Count} tokens have the label {label}; one is needed."),
        };
    }

    public nuint OpenSession(nuint slot)
    {
        nuint session = 0;
        Check(
            "C_OpenSession",
            ((delegate* unmanaged[Cdecl]<nuint, nuint, void*, void*, nuint*, nuint>)_functions[12])(slot, SerialSession, null, null, &session));
        return session;
    }

    /// <summary>Closes a session; what the module answers is of no interest.</summary>
    public void CloseSession(nuint session) => _ = ((delegate* unmanaged[Cdecl]<nuint, nuint>)_functions[13])(session);

    /// <summary>Logs the process in at the session's token, which may have happened before.</summary>
    /// <exception cref="CryptokiException">The PIN is wrong or locked, or the device failed.</exception>
    public void Login(nuint session, ReadOnlySpan<byte> pin)
    {
        fixed (byte* start = pin)
        {
            nuint code = ((delegate* unmanaged[Cdecl]<nuint, nuint, byte*, nuint, nuint>)_functions[18])(session, User, start, (nuint)pin.Length);
            Check("C_Login", code == CryptokiCode.AlreadyLoggedIn ? CryptokiCode.Ok : code);
        }
    }

    /// <summary>The objects of a class with a label, an identifier, or both.</summary>
    public IReadOnlyList<nuint> Find(nuint session, int objectClass, string? label, ReadOnlySpan<byte> id)
    {
        byte[] name = System.Text.Encoding.UTF8.GetBytes(label ?? "");
        nuint value = (nuint)objectClass;
        fixed (byte* nameStart = name, idStart = id)
        {
            // CK_ATTRIBUTE: type, pointer, length.
            nuint* template = stackalloc nuint[9];
            (template[0], template[1], template[2]) = (ClassAttribute, (nuint)(&value), (nuint)sizeof(nuint));
            int count = 1;
            Add(LabelAttribute, nameStart, name.Length);
            Add(IdAttribute, idStart, id.Length);
            Check(
                "C_FindObjectsInit",
                ((delegate* unmanaged[Cdecl]<nuint, nuint*, nuint, nuint>)_functions[26])(session, template, (nuint)count));

            void Add(int type, byte* start, int length)
            {
                if (length > 0)
                {
                    (template[count * 3], template[(count * 3) + 1], template[(count * 3) + 2]) = ((nuint)type, (nuint)start, (nuint)length);
                    count++;
                }
            }
        }

        nuint* objects = stackalloc nuint[MaxFound];
        nuint found = 0;
        nuint code = ((delegate* unmanaged[Cdecl]<nuint, nuint*, nuint, nuint*, nuint>)_functions[27])(session, objects, MaxFound, &found);
        _ = ((delegate* unmanaged[Cdecl]<nuint, nuint>)_functions[28])(session);
        Check("C_FindObjects", code);
        return new Span<nuint>(objects, (int)found).ToArray();
    }

    /// <summary>One attribute of an object, at most 1 KiB.</summary>
    public byte[] GetAttribute(nuint session, nuint found, int type)
    {
        byte* buffer = stackalloc byte[MaxAttribute];
        nuint* attribute = stackalloc nuint[3];
        (attribute[0], attribute[1], attribute[2]) = ((nuint)type, (nuint)buffer, MaxAttribute);
        Check("C_GetAttributeValue", ((delegate* unmanaged[Cdecl]<nuint, nuint, nuint*, nuint, nuint>)_functions[24])(session, found, attribute, 1));
        return attribute[2] <= MaxAttribute
            ? new ReadOnlySpan<byte>(buffer, (int)attribute[2]).ToArray()
            : throw new CryptographicException("The module gave an attribute of an impossible length.");
    }

    /// <summary>Signs one input by a mechanism without parameters.</summary>
    public byte[] Sign(nuint session, nuint mechanism, nuint key, ReadOnlySpan<byte> input)
    {
        // CK_MECHANISM: type, parameter, length.
        nuint* chosen = stackalloc nuint[3];
        (chosen[0], chosen[1], chosen[2]) = (mechanism, 0, 0);
        Check("C_SignInit", ((delegate* unmanaged[Cdecl]<nuint, nuint*, nuint, nuint>)_functions[42])(session, chosen, key));
        byte* signature = stackalloc byte[MaxSignature];
        nuint length = MaxSignature;
        fixed (byte* start = input)
        {
            Check(
                "C_Sign",
                ((delegate* unmanaged[Cdecl]<nuint, byte*, nuint, byte*, nuint*, nuint>)_functions[43])(
                    session, start, (nuint)input.Length, signature, &length));
        }

        return length <= MaxSignature
            ? new ReadOnlySpan<byte>(signature, (int)length).ToArray()
            : throw new CryptographicException("The module gave a signature of an impossible length.");
    }

    private static void Check(string function, nuint code)
    {
        if (code != CryptokiCode.Ok)
        {
            throw new CryptokiException(function, code);
        }
    }
}
